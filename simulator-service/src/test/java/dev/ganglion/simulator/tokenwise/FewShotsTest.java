package dev.ganglion.simulator.tokenwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.llm.model.CompletionRequest;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.llm.model.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FewShotsTest {

    /** Of a model whose vocabulary nobody knows: a token is a byte, and 24 more are for the request. */
    private static final FewShots<String> EXAMPLES = new FewShots<>(List.of("first", "second", "third"), "unheard-of");

    @Test
    void allAreShownWhereThereIsRoom() {
        assertThat(prompt(1000)).isEqualTo("first second third asked");
    }

    @Test
    void theLastAreLeftOutWholeUntilTheRestFits() {
        assertThat(prompt(24 + 1 + "first second third asked".length() - 1)).isEqualTo("first second asked");
        assertThat(prompt(24 + 1 + "first second asked".length() - 1)).isEqualTo("first asked");
        assertThat(prompt(24 + 1 + "asked".length())).isEqualTo("asked");
    }

    @Test
    void whatDoesNotFitAloneIsRefusedInOneSentence() {
        assertThatThrownBy(() -> prompt(24 + 1 + "asked".length() - 1))
                .isInstanceOf(RefusedException.class)
                .hasMessage("the prompt has perhaps 29 tokens without any example, and with an answer of 1 that is more"
                        + " than the model's context of 29");
    }

    private static String prompt(int context) {
        ModelSettings model = new ModelSettings("unheard-of", null, null, 1, context, null, null);
        return EXAMPLES.fitted(examples -> new CompletionRequest(
                        model, String.join(" ", examples) + (examples.isEmpty() ? "" : " ") + "asked", 1, true))
                .prompt();
    }
}
