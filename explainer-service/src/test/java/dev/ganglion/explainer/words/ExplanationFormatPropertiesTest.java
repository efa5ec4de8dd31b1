package dev.ganglion.explainer.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.TokenLogprobs;
import dev.ganglion.llm.prompt.Invisible;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExplanationFormatPropertiesTest {

    @Property(tries = 3_000)
    void whateverIsAnsweredIsAFormatFailureOrOneVisibleLine(@ForAll("answers") String answer) {
        // When
        String text;
        try {
            text = ExplanationFormat.continuing("this neuron fires on")
                    .parse(new Completion(answer, "stop", TokenLogprobs.NONE, 1, 1))
                    .text();
        } catch (FormatFailureException e) {
            assertThat(e.getMessage()).hasSizeLessThan(1_000).doesNotContain("\n");
            return;
        }

        // Then
        assertThat(text).hasSizeBetween(1, ExplanationFormat.LONGEST).isEqualTo(text.strip());
        assertThat(text.codePoints().anyMatch(Character::isLetterOrDigit)).isTrue();
        assertThat(text.codePoints().noneMatch(Invisible::is)).isTrue();
    }

    @Provide
    Arbitrary<String> answers() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                                "this neuron fires on",
                                "This Neuron Fires On ",
                                "\"",
                                "“",
                                "”",
                                "**",
                                ".",
                                "\n",
                                " ",
                                "\t",
                                "\u0000",
                                "\u202e",
                                "\ud800",
                                "word",
                                "I'm sorry",
                                "…",
                                ":",
                                "a".repeat(300))
                        .list()
                        .ofMaxSize(8)
                        .map(parts -> String.join("", parts)),
                Arbitraries.strings().all().ofMaxLength(40));
    }
}
