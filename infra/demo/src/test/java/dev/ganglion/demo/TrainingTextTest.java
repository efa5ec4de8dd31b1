package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TrainingTextTest {

    @Test
    void theLastFiftiethIsKeptForValidationFromTheStartOfAWord() {
        String text = TinyText.ofSentences(500);

        TrainingText cut = TrainingText.of("tiny", 1, text);

        assertThat(cut.validation().length()).isBetween(text.length() / 50, text.length() / 50 + 20);
        assertThat(cut.validation()).matches("(?s)\\s\\S.*");
    }

    @Property(tries = 300)
    void nothingIsLostAndNoCharacterIsSplit(@ForAll String text) {
        TrainingText cut = TrainingText.of("any", 1, text);

        assertThat(cut.training() + cut.validation()).isEqualTo(text);
        if (!cut.training().isEmpty() && !cut.validation().isEmpty()) {
            char before = cut.training().charAt(cut.training().length() - 1);
            assertThat(Character.isSurrogatePair(before, cut.validation().charAt(0)))
                    .isFalse();
        }
    }
}
