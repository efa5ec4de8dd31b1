package dev.ganglion.simulator.judging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.TokenLogprobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a server sends is either what was asked or a format failure. */
class VerdictFormatPropertiesTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Provide
    Arbitrary<String> answers() {
        return Arbitraries.oneOf(
                Arbitraries.of("[", "]", "0", "1", ",", " ", "\n", "10", "-", "true", "\"1\"", "[1,0]", "[0,1]")
                        .list()
                        .ofMaxSize(9)
                        .map(parts -> String.join("", parts)),
                Arbitraries.strings().all().ofMaxLength(20));
    }

    @Property(tries = 3000)
    void anAnswerIsReadIfItIsThatArrayAndNotOtherwise(
            @ForAll("answers") String text, @ForAll @IntRange(min = 1, max = 4) int count) {
        assertThat(read(new VerdictFormat(count, false), completion(text, List.of())))
                .isEqualTo(oracle(text, count));
    }

    @Property
    void whatIsWrittenIsReadInWhateverWayItIsSpacedAndFenced(
            @ForAll @Size(min = 1, max = 20) List<Boolean> verdicts, @ForAll("spaces") String space) {
        // Given
        String array = verdicts.stream()
                .map(fires -> space + (fires ? "1" : "0") + space)
                .collect(Collectors.joining(",", "[", "]"));

        // When, then
        for (String text : List.of(array, space + array + space, "```json" + space + array + space + "```")) {
            assertThat(read(new VerdictFormat(verdicts.size(), false), completion(text, List.of())))
                    .contains(verdicts);
        }
    }

    @Provide
    Arbitrary<String> spaces() {
        return Arbitraries.strings().withChars(" \t\r\n").ofMaxLength(3);
    }

    /** However a server cuts its answer into tokens; two digits in one token have no probability of their own. */
    @Property
    void aProbabilityIsBetweenNothingAndCertaintyInAnyTokenization(
            @ForAll @Size(min = 1, max = 8) List<Boolean> verdicts,
            @ForAll @Size(24) List<@IntRange(min = 1, max = 4) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 99) int percent) {
        // Given
        String text = verdicts.stream().map(fires -> fires ? "1" : "0").collect(Collectors.joining(",", "[", "]"));
        List<String> tokens = new ArrayList<>();
        int from = 0;
        for (int i = 0; from < text.length(); i++) {
            int to = Math.min(text.length(), from + lengths.get(i));
            tokens.add(text.substring(from, to));
            from = to;
        }

        // When
        Optional<List<Double>> probabilities =
                probabilities(new VerdictFormat(verdicts.size(), true), text, tokens, percent / 100.0);

        // Then
        assertThat(probabilities.isPresent())
                .isEqualTo(tokens.stream()
                        .allMatch(token -> token.replaceAll("[^01]", "").length() <= 1));
        probabilities.ifPresent(
                each -> assertThat(each).hasSize(verdicts.size()).allSatisfy(probability -> assertThat(probability)
                        .isBetween(0.0, 1.0)));
    }

    private static Optional<List<Boolean>> read(VerdictFormat format, Completion completion) {
        try {
            return Optional.of(format.parse(completion).fires());
        } catch (FormatFailureException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<Double>> probabilities(
            VerdictFormat format, String text, List<String> tokens, double written) {
        try {
            return Optional.of(format.parse(completion(text, tokens, written)).probabilities());
        } catch (FormatFailureException e) {
            return Optional.empty();
        }
    }

    /** What a JSON parser makes of it. */
    private static Optional<List<Boolean>> oracle(String text, int count) {
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (!tree.isArray() || tree.size() != count) {
            return Optional.empty();
        }
        List<Boolean> fires = new ArrayList<>();
        for (JsonNode value : tree) {
            if (!value.isIntegralNumber() || !List.of("0", "1").contains(value.asText())) {
                return Optional.empty();
            }
            fires.add(value.intValue() == 1);
        }
        // -0 is a 0 for JSON, and no answer.
        return text.contains("-") ? Optional.empty() : Optional.of(fires);
    }

    private static Completion completion(String text, List<String> tokens) {
        return completion(text, tokens, 1);
    }

    private static Completion completion(String text, List<String> tokens, double written) {
        TokenLogprobs logprobs = new TokenLogprobs() {
            @Override
            public int size() {
                return tokens.size();
            }

            @Override
            public String token(int index) {
                return tokens.get(index);
            }

            @Override
            public Map<String, Double> alternatives(int index) {
                return Map.of(tokens.get(index), Math.log(written), "other", Math.log(1e-3));
            }
        };
        return new Completion(text, "stop", logprobs, 1, 1);
    }
}
