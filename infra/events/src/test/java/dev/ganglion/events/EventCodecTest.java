package dev.ganglion.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private static final EventCodec<PublishedRecipe> RECIPES = EventCodec.of(PublishedRecipe.class);
    private static final EventCodec<Explanation> EXPLANATIONS = EventCodec.of(Explanation.class);
    private static final EventCodec<NeuronActivations> ACTIVATIONS = EventCodec.of(NeuronActivations.class);
    private static final RecipeRef RECIPE = new RecipeRef("name", "0123abcd", "method");

    /** Stands for what must not get into a log: corpus text, an answer of a model. */
    private static final String HOSTILE = "HOSTILE\\u000a\\u202e${jndi:x}";

    private static final String EXPLANATION =
            """
            {"id":"eb490207-0d2d-53ff-b7c1-4c63c2ab662e","neuron":"gpt2/1-mlp/2",
            "activations":"66af0243-2665-53ef-a0ec-909a91ce8c89",
            "recipe":{"name":"n","digest":"0123abcd","method":"m"},"candidate":0,"kind":"words",
            "text":"HOSTILE","maximum":1.5,
            "heldOut":[{"id":"1/2","set":"top","split":"valid","tokens":["HOSTILE"],"activations":[1]}]}"""
                    .replace("HOSTILE", HOSTILE);

    private static List<GoldenFile<?>> golden() {
        return GoldenEvents.all().toList();
    }

    @Test
    void anEventOfTheLargestSizeIsWrittenAndRead() {
        // Given
        int frame = RECIPES.encode(recipe("")).length;
        PublishedRecipe largest = recipe("x".repeat(EventCodec.LARGEST_EVENT - frame));

        // When
        byte[] written = RECIPES.encode(largest);

        // Then
        assertThat(written).hasSize(512 * 1024);
        assertThat(RECIPES.decode(written)).isEqualTo(largest);
    }

    @Test
    void anEventThatIsOneByteLargerIsNeitherWrittenNorRead() {
        // Given
        byte[] empty = RECIPES.encode(recipe(""));
        PublishedRecipe tooLarge = recipe("x".repeat(EventCodec.LARGEST_EVENT - empty.length + 1));
        byte[] bytes = Arrays.copyOf(empty, EventCodec.LARGEST_EVENT + 1);
        Arrays.fill(bytes, empty.length, bytes.length, (byte) ' ');

        // When, then
        String sentence = "PublishedRecipe of 524289 bytes: an event has at most 524288";
        assertThatThrownBy(() -> RECIPES.encode(tooLarge))
                .isInstanceOf(EventException.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> RECIPES.decode(bytes))
                .isInstanceOf(EventException.class)
                .hasMessage(sentence);
    }

    @Test
    void theSizeIsThatOfTheBytesAndNotOfTheCharacters() {
        assertThatThrownBy(() -> RECIPES.encode(recipe("日".repeat(EventCodec.LARGEST_EVENT / 3))))
                .isInstanceOf(EventException.class);
    }

    @Test
    void nothingIsNoEvent() {
        assertThatThrownBy(() -> RECIPES.decode(null)).hasMessage("malformed PublishedRecipe: the record is empty");
        assertRefused("").hasMessage("malformed Explanation: the record is empty");
        assertRefused("null").hasMessage("malformed Explanation: the record is null");
    }

    @ParameterizedTest
    @ValueSource(strings = {" \n ", "[]", "7", "true", "\"text\"", "[{}]"})
    void whatIsNoObjectIsRefused(String json) {
        assertRefused(json).hasMessage("malformed Explanation: it must be one JSON object and nothing else");
    }

    @Test
    void somethingAfterTheEventIsRefused() {
        assertRefused(EXPLANATION + "{}").hasMessageContaining("one JSON object and nothing else");
        assertRefused(EXPLANATION + " HOSTILE").hasMessageContaining("not JSON at byte");
    }

    @ParameterizedTest
    @MethodSource("golden")
    void anEventThatIsCutShortAnywhereIsRefused(GoldenFile<?> golden) {
        byte[] whole = GoldenFile.parse(golden.bytes()).toString().getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertOneSentence(assertThatThrownBy(
                            () -> EventCodec.of(golden.type()).decode(cut)))
                    .hasMessageMatching(".*(it ends too early, at byte|not JSON at byte) \\d+");
        }
    }

    /** The value of a field replaced by text that is no JSON, with the byte where reading ends. */
    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "+1", "01", "1.", ".5", "0x10", "1_000", "HOSTILE", "'1'"})
    void whatIsNoJsonIsRefusedWithItsPlace(String value) {
        assertRefused(with("\"maximum\":1.5", "\"maximum\":" + value))
                .hasMessageMatching("malformed Explanation: not JSON at byte 2\\d\\d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"candidate\":0  | \"candidate\":\"7\"         | field \"candidate\" is missing or not a whole number",
                "\"candidate\":0  | \"candidate\":1.0           | field \"candidate\" is missing or not a whole number",
                "\"candidate\":0  | \"candidate\":true          | field \"candidate\" is missing or not a whole number",
                "\"candidate\":0  | \"candidate\":null          | field \"candidate\" is missing or not a whole number",
                "\"candidate\":0  | \"candidate_\":0            | field \"candidate\" is missing or not a whole number",
                "\"candidate\":0  | \"candidate\":-1            | candidates are counted from 0",
                "\"candidate\":0  | \"candidate\":9999999999    | field \"candidate\" is a number out of range",
                "\"maximum\":1.5  | \"maximum\":\"1.5\"         | field \"maximum\" is missing or not a number",
                "\"maximum\":1.5  | \"maximum\":\"NaN\"         | field \"maximum\" must be a finite number",
                "\"maximum\":1.5  | \"maximum\":1e999           | field \"maximum\" must be a finite number",
                "\"set\":\"top\"  | \"set\":\"HOSTILE\"         | field \"heldOut[0].set\" must be one of top, quantile, random, hard-negative",
                "\"set\":\"top\"  | \"set\":0                   | field \"heldOut[0].set\" must be one of top, quantile, random, hard-negative",
                "\"set\":\"top\"  | \"set\":null                | missing required field \"set\" (at heldOut[0])",
                "{\"id\":\"       | {\"id\":\"HOSTILE           | field \"id\" must be a UUID",
                "\"activations\":[1] | \"activations\":[\"HOSTILE\"] | field \"heldOut[0].activations\" must be an array of numbers",
                "\"activations\":[1] | \"activations\":[[1]]     | field \"heldOut[0].activations\" must be an array of numbers",
                "\"activations\":[1] | \"activations\":[1e39]    | value 0 is not a finite number (at heldOut[0].activations)",
                "\"activations\":[1] | \"activations\":[1,2]     | excerpt 1/2 has 1 tokens and 2 activations (at heldOut[0])",
                "\"tokens\":[\"      | \"tokens\":[null,\"       | field \"tokens\" holds a null (at heldOut[0])",
                "\"tokens\":[\"      | \"tokens\":[7,\"          | field \"heldOut[0].tokens[0]\" must be a string",
                "\"recipe\":{        | \"recipe\":[],\"x\":{     | field \"recipe\" must be an object",
                "\"digest\":\"0      | \"digest\":\"HOSTILE      | a recipe's digest is 8 to 64 hexadecimal digits (at recipe)",
                "\"neuron\":\"gpt2/  | \"neuron\":{},\"x\":\"    | field \"neuron\" must be a neuron's key",
            })
    void aValueThatCannotBeIsRefusedWithItsField(String was, String is, String sentence) {
        assertRefused(with(was, is)).hasMessage("malformed Explanation: " + sentence);
    }

    @Test
    void anEventThatIsNestedTooDeeplyIsRefused() {
        assertRefused(with("\"maximum\"", "\"x\":" + "[".repeat(200_000) + "]".repeat(200_000) + ",\"maximum\""))
                .hasMessageContaining("nested too deeply");
        assertRefused("{\"x\":".repeat(80_000)).hasMessageContaining("nested too deeply");
    }

    @Test
    void aNumberOrANameThatIsTooLongIsRefused() {
        assertRefused(with("1.5", "1" + "0".repeat(100_000))).hasMessageContaining("too long");
        assertRefused(with("1.5", "1.5,\"" + "x".repeat(100_000) + "\":1")).hasMessageContaining("too long");
    }

    @Test
    void aLongIdIsQuotedInPart() {
        assertRefused(with("\"1/2\"", "\"" + "x".repeat(200_000) + "\"").replace("[1]", "[]"))
                .hasMessageContaining("excerpt " + "x".repeat(80) + "… has 1 tokens");
    }

    @Test
    void theControlCharactersOfAnIdAreNotQuoted() {
        assertRefused(with("\"1/2\"", "\"a\\nb\\u202ec\\u2028d\\ud83d\"").replace("[1]", "[]"))
                .hasMessageContaining("excerpt a\uFFFDb\uFFFDc\uFFFDd\uFFFD has 1 tokens");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] bytes = EXPLANATION.getBytes(StandardCharsets.UTF_8);
        bytes[EXPLANATION.indexOf("HOSTILE")] = (byte) 0xff;
        assertOneSentence(assertThatThrownBy(() -> EXPLANATIONS.decode(bytes)))
                .hasMessageContaining("not JSON at byte");
    }

    @Property(tries = 2000)
    void damagedBytesAreReadOrRefusedWithOneSentence(
            @ForAll("goldenFiles") GoldenFile<?> golden,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 9999) Integer> places,
            @ForAll @Size(4) List<Byte> values) {
        // Given
        byte[] bytes = golden.bytes();
        for (int i = 0; i < places.size(); i++) {
            // A backquote in a sentence shows that it is Jackson's; names that are quoted must have none.
            bytes[places.get(i) % bytes.length] = values.get(i) == '`' ? (byte) '~' : values.get(i);
        }

        // When, then
        try {
            assertThat((Object) EventCodec.of(golden.type()).decode(bytes)).isInstanceOf(golden.type());
        } catch (EventException e) {
            assertOneSentence(assertThat((Throwable) e));
        }
    }

    @Provide
    Arbitrary<GoldenFile<?>> goldenFiles() {
        return Arbitraries.of(golden());
    }

    @Test
    void anEventThatCannotBeReadCannotBeMade() {
        assertThatThrownBy(() -> new Statistics(1, 1, 0, 1, Double.NaN, null)).hasMessageContaining("\"skewness\"");
        assertThatThrownBy(() -> new Statistics(1, 1, 0, 1, null, Double.POSITIVE_INFINITY))
                .hasMessageContaining("\"kurtosis\"");
        assertThatThrownBy(() -> new Statistics(1, Double.NEGATIVE_INFINITY, 0, 1, null, null))
                .hasMessageContaining("\"maximum\"");
        assertThatThrownBy(() -> Score.of(Double.NaN)).hasMessageContaining("\"value\"");
        assertThatThrownBy(() -> ActivationValues.of(1f, Float.NaN)).hasMessageContaining("value 1");
        assertThatThrownBy(() -> ActivationValues.of(new double[] {1e300})).hasMessageContaining("value 0");
    }

    @Test
    void theLargestActivationIsReadAsItWasWritten() {
        // Given
        NeuronActivations record = (NeuronActivations) GoldenEvents.all()
                .filter(golden -> golden.name().equals("neuron-activations"))
                .findFirst()
                .orElseThrow()
                .expected();
        Excerpt excerpt = new Excerpt(
                "0/0",
                ExcerptSet.TOP,
                Split.TRAIN,
                null,
                List.of("a", "b"),
                ActivationValues.of(Float.MAX_VALUE, -Float.MAX_VALUE));
        NeuronActivations largest = new NeuronActivations(
                record.id(),
                record.neuron(),
                record.provenance(),
                record.statistics(),
                List.of(excerpt),
                record.tokenTable());

        // When, then
        assertThat(ACTIVATIONS.decode(ACTIVATIONS.encode(largest))).isEqualTo(largest);
    }

    private static PublishedRecipe recipe(String text) {
        return new PublishedRecipe("explainer", RECIPE, text);
    }

    private static String with(String was, String is) {
        assertThat(EXPLANATION).contains(was);
        return EXPLANATION.replace(was, is);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String json) {
        return assertOneSentence(assertThatThrownBy(() -> EXPLANATIONS.decode(json.getBytes(StandardCharsets.UTF_8))));
    }

    /** Nothing of the event's text, neither in the message nor in the message of a cause, which loggers print too. */
    private static AbstractThrowableAssert<?, ?> assertOneSentence(AbstractThrowableAssert<?, ?> refusal) {
        refusal.isInstanceOf(EventException.class).hasNoCause();
        refusal.message()
                .hasLineCount(1)
                .hasSizeLessThan(400)
                .doesNotContain("HOSTILE", "jackson", "dev.ganglion", "`")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
        return refusal;
    }
}
