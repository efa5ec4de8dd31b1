package dev.ganglion.simulator.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.TokenLogprobs;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictFormatTest {

    private static final VerdictFormat THREE = new VerdictFormat(3, false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,0,1]",
                " [ 1 , 0,\n1 ]\r\n",
                "```json\n[1,0,1]\n```",
                "```\n[1, 0, 1]```",
                "\t```[1,0,1]```\n"
            })
    void anArrayOfDigitsIsRead(String text) {
        assertThat(THREE.parse(answer(text)).fires()).containsExactly(true, false, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "[]",
                "[1,0]",
                "[1,0,1,0]",
                "[1,0,2]",
                "[1,0,1.0]",
                "[1,0,10]",
                "[1,0,-1]",
                "[01,0,1]",
                "[1,0,null]",
                "[1,0,NaN]",
                "[true,false,true]",
                "[\"1\",\"0\",\"1\"]",
                "[[1,0,1]]",
                "{\"answers\":[1,0,1]}",
                "[1,0,1",
                "1,0,1]",
                "[1,0,1]]",
                "[1,0,1,]",
                "[,1,0,1]",
                "[1;0;1]",
                "[1 0 1]",
                "[1,0,1] because the first mentions it",
                "Here you are: [1,0,1]",
                "```json\n[1,0,1]",
                "```json\n[1,0,1]\n``` Done.",
                "```python\n[1,0,1]\n```",
                "``````",
                "[１,０,１]",
                "I cannot help with that.",
                "\u202e[1,0,1]"
            })
    void anythingElseIsAFormatFailure(String text) {
        assertThatThrownBy(() -> THREE.parse(answer(text)))
                .isInstanceOf(FormatFailureException.class)
                .message()
                .hasSizeLessThan(100);
    }

    @Test
    void anAnswerThatWasCutOffIsAFormatFailureEvenIfItLooksWhole() {
        assertThatThrownBy(() -> THREE.parse(new Completion("[1,0,1]", "length", TokenLogprobs.NONE, 1, 1)))
                .isInstanceOf(FormatFailureException.class)
                .hasMessageContaining("cut off");
        assertThatThrownBy(() -> THREE.parse(new Completion("[1,0,1]", "content_filter", TokenLogprobs.NONE, 1, 1)))
                .isInstanceOf(FormatFailureException.class)
                .hasMessageContaining("filter");
    }

    @Test
    void anEndlessAnswerIsReadInItsLength() {
        assertThatThrownBy(() -> THREE.parse(answer("[" + "1,".repeat(500_000) + "1]")))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("the answer has 500001 values, not 3");
        assertThatThrownBy(() -> THREE.parse(answer("[".repeat(1_000_000)))).isInstanceOf(FormatFailureException.class);
    }

    @Test
    void aProbabilityIsThatOfTheOneAgainstTheZeroWhereTheDigitStands() {
        // Given: digits alone, behind a bracket, behind a space
        Completion completion = answer(
                "[1, 0,1]",
                token("[1", Map.of("[1", Math.log(0.6), "[0", Math.log(0.2), "1", Math.log(0.1))),
                token(",", Map.of(",", 0.0)),
                token(" 0", Map.of(" 0", Math.log(0.9), "1", Math.log(0.05))),
                token(",", Map.of()),
                token("1", Map.of("1", Math.log(0.25), "0", Math.log(0.5))),
                token("]", Map.of("]", 0.0)));

        // When
        Verdicts verdicts = new VerdictFormat(3, true).parse(completion);

        // Then
        assertThat(verdicts.fires()).containsExactly(true, false, true);
        assertThat(verdicts.probabilities().get(0)).isCloseTo(0.75, within(1e-12));
        assertThat(verdicts.probabilities().get(1)).isZero();
        assertThat(verdicts.probabilities().get(2)).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void probabilitiesThatAreAskedForAndNotThereAreAFormatFailure() {
        // Given
        VerdictFormat one = new VerdictFormat(1, true);
        Map<String, Double> sure = Map.of("1", 0.0);

        // When, then
        for (Completion completion : List.of(
                answer("[1]"),
                answer("[1]", token("[", Map.of())),
                answer("[1]", token("[", Map.of()), token("1", Map.of()), token("]", Map.of())),
                answer("[1]", token("[", Map.of()), token("1", Map.of("x", 0.0)), token("]", Map.of())),
                answer("[1]", token("[", Map.of()), token("0", sure), token("]", Map.of())),
                answer("[1]", token("(", Map.of()), token("1]!", sure)))) {
            assertThatThrownBy(() -> one.parse(completion)).isInstanceOf(FormatFailureException.class);
        }
    }

    @Test
    void theNameTellsFormatsApartThatReadDifferently() {
        assertThat(List.of(
                        new VerdictFormat(5, false).name(),
                        new VerdictFormat(5, true).name(),
                        new VerdictFormat(4, false).name()))
                .doesNotHaveDuplicates();
    }

    private record Token(String text, Map<String, Double> alternatives) {}

    private static Token token(String text, Map<String, Double> alternatives) {
        return new Token(text, alternatives);
    }

    private static Completion answer(String text, Token... tokens) {
        List<Token> all = Arrays.asList(tokens);
        return new Completion(
                text,
                "stop",
                new TokenLogprobs() {
                    @Override
                    public int size() {
                        return all.size();
                    }

                    @Override
                    public String token(int index) {
                        return all.get(index).text();
                    }

                    @Override
                    public Map<String, Double> alternatives(int index) {
                        return all.get(index).alternatives();
                    }
                },
                1,
                1);
    }
}
