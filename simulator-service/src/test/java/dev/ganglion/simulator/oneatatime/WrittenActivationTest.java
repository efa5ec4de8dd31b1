package dev.ganglion.simulator.oneatatime;

import static dev.ganglion.simulator.Completions.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.simulator.Completions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenActivationTest {

    @Test
    void theExpectedValueIsOverWhatElseMightHaveBeenWritten() {
        assertThat(parse(Completions.of("length", token("7", "7", "5", "The")))).isEqualTo(ActivationValues.of(6));
    }

    @Test
    void aSpaceBeforeTheActivationIsPartOfTheAlternatives() {
        assertThat(parse(Completions.of("stop", token(" 7", " 7", " 5", "1")))).isEqualTo(ActivationValues.of(6));
    }

    @Test
    void aTenMayBeTwoTokensWhereTheRecipeAllowsTwo() {
        assertThat(parse(Completions.of("length", token("1", "1"), token("0", "0"))))
                .isEqualTo(ActivationValues.of(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"The", "11", "-1", "3.5", "NaN", "seven", "7 of 10", "", "unknown"})
    void whatIsNoActivationIsAFormatFailure(String text) {
        assertThatThrownBy(() -> parse(Completions.of("length", token(text, "7"))))
                .isInstanceOf(FormatFailureException.class);
    }

    @Test
    void anAnswerWithoutLogprobsIsAFormatFailure() {
        assertThatThrownBy(() -> parse(Completions.of("7")))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("the server reports no logprobs");
    }

    private static ActivationValues parse(Completion completion) {
        return new WrittenActivation().parse(completion).activations();
    }
}
