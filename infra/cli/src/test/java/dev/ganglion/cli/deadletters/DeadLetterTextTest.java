package dev.ganglion.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetterTextTest {

    private static DeadLetter letter(String key, String reason, String value) {
        return new DeadLetter(
                "explainer-service.dlq",
                2,
                17,
                key,
                reason,
                "java.lang.IllegalArgumentException",
                "explainer.terse@1a2b3c4d",
                "terse@1a2b3c4d",
                1,
                Instant.parse("2026-11-23T12:00:00.123Z"),
                "open",
                new DeadLetter.Place("neuron-activations", 2, 99L),
                value.length(),
                value);
    }

    @Test
    void aListHasOneLineForEach() {
        // When
        String text = DeadLetterText.table(
                new DeadLetters.Listed(List.of(letter("demo/0-mlp/3", "the prompt is too long", "{}")), true));

        // Then
        assertThat(text.lines()).hasSize(3);
        assertThat(text)
                .contains("explainer-service.dlq/2/17", "2026-11-23T12:00:00Z", "terse@1a2b3c4d", "demo/0-mlp/3")
                .contains("the prompt is too long")
                .endsWith("1 dead letter, and there are more: --limit");
    }

    @Test
    void nothingOfItReachesTheTerminalAsACommand() {
        // Given
        DeadLetter hostile = letter("\u001b]0;x\u0007", "line\nother\u001b[2J", "\u001b[31mred\n\ttext");

        // When, Then
        assertThat(DeadLetterText.table(new DeadLetters.Listed(List.of(hostile), false)))
                .doesNotContain("\u001b")
                .hasLineCount(3);
        assertThat(DeadLetterText.whole(hostile)).doesNotContain("\u001b").endsWith("red\n\ttext");
    }

    @Test
    void reasonsAreCountedMostFirst() {
        // When
        String text = DeadLetterText.reasons(
                List.of(letter("a", "seldom", ""), letter("b", "often", ""), letter("c", "often", "")), 1);

        // Then
        assertThat(text.lines()).hasSize(2).first().asString().endsWith("2  often");
        assertThat(text).contains("and other reasons");
    }
}
