package dev.ganglion.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.json.FourDigits;
import dev.ganglion.events.json.PlainTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read the fast way is what Jackson alone reads, and what Jackson alone refuses is refused. */
class EventParserTest {

    private static final EventCodec<TokenMeans> CODEC = EventCodec.of(TokenMeans.class);
    private static final EventCodec<Tokens> TOKENS = EventCodec.of(Tokens.class);
    private static final JsonMapper JACKSON = new JsonMapper();

    /** As events are read, but for the parser. */
    private static final JsonMapper STRICT = EventCodec.mapper(new JsonFactory());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "0.000",
                "5",
                "-5",
                "1.50",
                "0.1",
                "-0.25",
                "1234",
                "12345",
                "1.2345",
                "1.23449999999",
                "1000000",
                "1e3",
                "1E-3",
                "-1.5e+2",
                "123.4e-7",
                "0.00001234",
                "0.000000000000000000000000001",
                "1e-60",
                "1e-999999",
                "16777217",
                "123456789012345678901234567890",
                "9999.5",
                "0.99995",
                "3.4028235e38"
            })
    void aNumberOfAnyFormIsReadAsAFloatIsAndRounded(String text) {
        assertThat(numbers("[7.5," + text + ",7.5]"))
                .containsExactly(7.5f, FourDigits.round(Float.parseFloat(text)), 7.5f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e39", "-1e39", "1e999", "1e9999999999"})
    void aNumberThatIsNoFloatIsRefused(String text) {
        assertThatThrownBy(() -> numbers("[1," + text + "]"))
                .isInstanceOf(EventException.class)
                .hasMessageContaining("value 1 is not a finite number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,2",
                "[1,2,",
                "[1,]",
                "[,1]",
                "[1,,2]",
                "[1 2]",
                "[01]",
                "[-]",
                "[1.]",
                "[.5]",
                "[-.5]",
                "[1e]",
                "[1e+]",
                "[1.5.5]",
                "[0x10]",
                "[+1]",
                "[NaN]",
                "[1,null]",
                "[1,\"2\"]",
                "[1,[2]]",
                "[1}",
                "{\"1\":1}",
                "1",
                "null"
            })
    void whatIsNoArrayOfNumbersIsRefused(String array) {
        assertThatThrownBy(() -> numbers(array)).isInstanceOf(EventException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"a\",\"b",
                "[\"a\",\"b\"",
                "[\"a\",]",
                "[,\"a\"]",
                "[\"a\",,\"b\"]",
                "[\"a\" \"b\"]",
                "[\"a\n\"]",
                "[\"\\x\"]",
                "[\"\\u12\"]",
                "[\"a\",null]",
                "[\"a\",1]",
                "[\"a\",[\"b\"]]",
                "[a]",
                "[\"a\"}",
                "\"a\"",
                "null"
            })
    void whatIsNoArrayOfStringsIsRefused(String array) {
        assertThatThrownBy(() -> strings(array)).isInstanceOf(EventException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 128, 129, 1000})
    void anArrayMayHaveAnyLength(int length) {
        // Given
        List<String> tokens = IntStream.range(0, length).mapToObj(i -> "t" + i).toList();

        // When
        List<String> read =
                strings(tokens.stream().map(token -> '"' + token + '"').collect(Collectors.joining(",", "[", "]")));
        float[] numbers = numbers(
                IntStream.range(0, length).mapToObj(String::valueOf).collect(Collectors.joining(",", "[", "]")));

        // Then
        assertThat(read).isEqualTo(tokens);
        assertThat(numbers).hasSize(length);
        assertThat(length == 0 || numbers[length - 1] == length - 1).isTrue();
    }

    @Property
    void numbersAmongSpacesAreReadAsJacksonReadsThem(@ForAll("numbers") List<String> numbers) throws Exception {
        // Given
        String array = "[" + String.join(",", numbers) + "]";

        // When
        float[] read = numbers(array);

        // Then
        float[] expected = JACKSON.readValue(array, float[].class);
        for (int i = 0; i < expected.length; i++) {
            expected[i] = FourDigits.round(expected[i]);
        }
        assertThat(read).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0.10,-0.1234,1e2,12.50,0.00001234] | [0.10,-0.1234,1e2,12.50,0.00001234]",
                "[0.1, 2] | [0.1,2]",
                "[ 0.10] | [0.1]",
                "[0.123456,0.10] | [0.1235,0.1]",
                "[ ] | []"
            })
    void numbersOfFourDigitsAreWrittenAsTheyStandAndOthersRounded(String array, String written) {
        // Given
        TokenMeans read = CODEC.decode(table(array).getBytes(StandardCharsets.UTF_8));

        // When
        String again = new String(CODEC.encode(read), StandardCharsets.UTF_8);

        // Then
        assertThat(again).contains("\"means\":" + written + ",");
    }

    @Property(tries = 5_000)
    void whatLooksLikeANumberIsReadOrRefusedAsByJackson(@ForAll("nearlyNumbers") String text) throws Exception {
        // Given
        String array = "[7.5," + text + ",-7.5]";

        // When
        float[] read = read(() -> numbers(array));

        // Then
        float[] expected = read(() -> STRICT.readValue(array, float[].class));
        if (expected == null || Float.isInfinite(expected[1])) {
            assertThat(read).isNull();
        } else {
            assertThat(read).containsExactly(7.5f, FourDigits.round(expected[1]), -7.5f);
        }
    }

    @Property
    void stringsOfAnyKindAreReadAsJacksonReadsThem(@ForAll("strings") List<String> strings) throws Exception {
        // Given
        String array = "[" + String.join(",", strings) + "]";

        // When
        List<String> read = strings(array);

        // Then
        assertThat(read).isEqualTo(Arrays.asList(JACKSON.readValue(array, String[].class)));
    }

    @Property
    void plainStringsAreReadAsTheyStandAndWrittenSoAgain(@ForAll("plain") List<String> texts) throws Exception {
        // Given
        String json = json(JACKSON.writeValueAsString(texts));

        // When
        Tokens read = TOKENS.decode(json.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(read.tokens()).isInstanceOf(PlainTokens.class).isEqualTo(texts);
        assertThat(new String(TOKENS.encode(read), StandardCharsets.UTF_8)).isEqualTo(json);
        assertThat(JACKSON.writeValueAsString(read)).isEqualTo(json);
        assertThat(JACKSON.valueToTree(read).toString()).isEqualTo(json);
    }

    @Property
    void withOneByteAnotherTheyAreReadOrRefusedAsByJackson(
            @ForAll("plain") List<String> texts, @ForAll @IntRange(max = 10_000) int place, @ForAll("bytes") byte other)
            throws Exception {
        // Given
        byte[] json = json(JACKSON.writeValueAsString(texts)).getBytes(StandardCharsets.UTF_8);
        int first = json("").indexOf(':') + 1;
        json[first + place % (json.length - json("").length())] = other;

        // When
        List<String> read = read(() -> TOKENS.decode(json).tokens());

        // Then
        assertThat(read)
                .isEqualTo(read(() -> STRICT.readValue(json, PlainRecord.class).tokens()));
    }

    /** What is read; null if it is refused. */
    private static <T> T read(Callable<T> reader) throws Exception {
        try {
            return reader.call();
        } catch (EventException | IOException refused) {
            return null;
        }
    }

    @Provide
    Arbitrary<List<String>> plain() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("\"\\\n\t\r\b\f")
                .ofMaxLength(20)
                .list()
                .ofMinSize(1)
                .ofMaxSize(70);
    }

    /** Those that mean something in JSON most often. */
    @Provide
    Arbitrary<Byte> bytes() {
        return Arbitraries.oneOf(
                Arbitraries.of('"', ',', '[', ']', '\\', ' ', '\n', 'n', '1', '{', '}')
                        .map(c -> (byte) (char) c),
                Arbitraries.bytes());
    }

    @Provide
    Arbitrary<String> nearlyNumbers() {
        return Arbitraries.strings().withChars("0123456789.-e").ofMinLength(1).ofMaxLength(10);
    }

    @Provide
    Arbitrary<List<String>> numbers() {
        Arbitrary<String> plain =
                Arbitraries.integers().between(-99_999, 99_999).map(n -> "" + n / 100.0);
        Arbitrary<String> small =
                Arbitraries.floats().between(-10f, 10f).ofScale(5).map(n -> Float.toString(n / 1e4f));
        return Arbitraries.<String>frequencyOf(often(8, plain), often(2, small), often(1, spaced(plain)))
                .list()
                .ofMaxSize(200);
    }

    @Provide
    Arbitrary<List<String>> strings() {
        Arbitrary<String> words =
                Arbitraries.strings().withCharRange('a', 'c').ofMaxLength(4).map(EventParserTest::quoted);
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(30).map(EventParserTest::quoted);
        Arbitrary<String> escaped = Arbitraries.of("\"\\u0041\"", "\"\\/\"", "\"bytes:\\\\xe2\\\\x80\"", "\"\\\"\"");
        return Arbitraries.<String>frequencyOf(
                        often(8, words), often(2, any), often(1, escaped), often(1, spaced(words)))
                .list()
                .ofMaxSize(200);
    }

    private static Arbitrary<String> spaced(Arbitrary<String> values) {
        return values.map(value -> " " + value + "\n\t");
    }

    private static Tuple2<Integer, Arbitrary<? extends String>> often(int weight, Arbitrary<String> values) {
        return Tuple.of(weight, values);
    }

    private static String quoted(String text) {
        try {
            return JACKSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static float[] numbers(String array) {
        return CODEC.decode(table(array).getBytes(StandardCharsets.UTF_8))
                .means()
                .toArray();
    }

    private static String table(String array) {
        int size = array.replaceAll("\\s", "").equals("[]") ? 0 : array.split(",", -1).length;
        return "{\"tokens\":" + tokens(size) + ",\"means\":" + array + ",\"otherwise\":0}";
    }

    private static String tokens(int size) {
        return IntStream.range(0, size).mapToObj(i -> "\"t\"").collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> strings(String array) {
        return TOKENS.decode(json(array).getBytes(StandardCharsets.UTF_8)).tokens();
    }

    private static String json(String array) {
        return "{\"tokens\":" + array + ",\"after\":1}";
    }

    /** Tokens, and something behind them that must still be found. */
    record Tokens(@TokenTexts List<String> tokens, int after) {

        Tokens {
            tokens = Required.list("tokens", tokens);
            Required.that(after == 1, "what is behind the tokens was lost");
        }
    }

    /** The same, as Jackson alone reads it. */
    record PlainRecord(List<String> tokens, int after) {

        PlainRecord {
            tokens = Required.list("tokens", tokens);
            Required.that(after == 1, "what is behind the tokens was lost");
        }
    }
}
