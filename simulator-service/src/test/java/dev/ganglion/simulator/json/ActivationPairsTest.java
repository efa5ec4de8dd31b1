package dev.ganglion.simulator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.simulator.Completions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationPairsTest {

    private final ActivationPairs format = new ActivationPairs(List.of("A", " B\n"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"activations\": [[\"A\", 0], [\" B\\\\n\", 7.5]]}",
                "\n{\"activations\":[[\"A\",0],[\" B\\\\n\",7.5]],\"note\":\"sure\"}\n",
                "{\"activations\": [[\"A\", 0.0], [\" B\\n\", 75e-1]]}",
                "```json\n{\"activations\": [[\"A\", 0], [\" B\\\\n\", 7.5]]}\n```",
                "```\n{\"activations\": [[\"A\", 0],\n [\" B\\\\n\", 7.5]]}\n```\n"
            })
    void everyTokenHasItsNumber(String text) {
        assertThat(format.parse(Completions.of(text)).activations()).isEqualTo(ActivationValues.of(0, 7.5f));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"activations\": [[\"A\", 0]]} | the answer has 1 activations for 2 tokens",
                "{\"activations\": [[\"A\", 0], [\" B\\\\n\", 1], [\"\", 0]]} | the answer has 3 activations for 2 tokens",
                "{\"activations\": []} | the answer has 0 activations for 2 tokens",
                "{\"activations\": null} | the answer has no array \"activations\"",
                "{\"values\": [0, 1]} | the answer has no array \"activations\"",
                "[[\"A\", 0], [\" B\\\\n\", 1]] | the answer has no array \"activations\"",
                "{\"activations\": [[\"A\", 0], [\"B\\\\n\", 1]]}"
                        + " | activation 1 of the answer is not a pair of token 1 and a number",
                "{\"activations\": [[\" B\\\\n\", 0], [\"A\", 1]]}"
                        + " | activation 0 of the answer is not a pair of token 0 and a number",
                "{\"activations\": [0, 1]} | activation 0 of the answer is not a pair of token 0 and a number",
                "{\"activations\": [[\"A\", 0, 0], [\" B\\\\n\", 1]]}"
                        + " | activation 0 of the answer is not a pair of token 0 and a number",
                "{\"activations\": [[\"A\", null], [\" B\\\\n\", 1]]}"
                        + " | activation 0 of the answer is not a number from 0 to 10",
                "{\"activations\": [[\"A\", \"7\"], [\" B\\\\n\", 1]]}"
                        + " | activation 0 of the answer is not a number from 0 to 10",
                "{\"activations\": [[\"A\", true], [\" B\\\\n\", 1]]}"
                        + " | activation 0 of the answer is not a number from 0 to 10",
                "{\"activations\": [[\"A\", \"NaN\"], [\" B\\\\n\", 1]]}"
                        + " | activation 0 of the answer is not a number from 0 to 10",
                "{\"activations\": [[\"A\", 1], [\" B\\\\n\", 10.14]]}"
                        + " | activation 1 of the answer is not a number from 0 to 10",
                "{\"activations\": [[\"A\", 1], [\" B\\\\n\", -0.1]]}"
                        + " | activation 1 of the answer is not a number from 0 to 10",
                "{\"activations\": [[\"A\", 1], [\" B\\\\n\", 1e999]]}"
                        + " | activation 1 of the answer is not a number from 0 to 10",
                "{\"activations\": [[\"A\", NaN], [\" B\\\\n\", 1]]} | the answer is not JSON, and nothing but JSON",
                "{\"activations\": [[\"A\", Infinity], [\" B\\\\n\", 1]]} | the answer is not JSON, and nothing but JSON",
                "{\"activations\": [[\"A\", 0], [\" B | the answer is not JSON, and nothing but JSON",
                "{\"activations\": [[\"A\", 0], [\" B\\\\n\", 1]]} {} | the answer is not JSON, and nothing but JSON",
                "Sure! {\"activations\": [[\"A\", 0], [\" B\\\\n\", 1]]} | the answer is not JSON, and nothing but JSON",
                "{\"activations\": [], \"activations\": [[\"A\", 0], [\" B\\\\n\", 1]]}"
                        + " | the answer is not JSON, and nothing but JSON"
            })
    void anAnswerThatIsNotANumberForEachTokenIsAFormatFailure(String text, String reason) {
        assertThatThrownBy(() -> format.parse(Completions.of(text)))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage(reason);
    }

    @Test
    void anAnswerThatWasCutOffOrIsEmptyIsAFormatFailure() {
        assertThatThrownBy(() -> format.parse(Completions.of("{\"activations\": [", "length", List.of())))
                .isInstanceOf(FormatFailureException.class)
                .hasMessageStartingWith("the answer was cut off");
        assertThatThrownBy(() -> format.parse(Completions.of("")))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("the answer is empty");
    }

    @Test
    void aVeryDeepAnswerIsAFormatFailure() {
        assertThatThrownBy(() -> format.parse(Completions.of("[".repeat(100_000))))
                .isInstanceOf(FormatFailureException.class);
    }
}
