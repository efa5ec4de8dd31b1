package dev.ganglion.subject.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptIdTest {

    @Test
    void theyStandInTheOrderOfTheCorpus() {
        // Given
        Stream<String> texts = Stream.of("10/0", "2/11", "2/2", "0/30");

        // When
        Stream<String> sorted = texts.map(ExcerptId::parse).sorted().map(ExcerptId::toString);

        // Then
        assertThat(sorted).containsExactly("0/30", "2/2", "2/11", "10/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "3/", "/3", "-1/3", "3/-1", "03/1", "+3/1", "1/2/3", "1/99999999999"})
    void otherTextsAreRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExcerptId.parse(text))
                .withMessageContaining("17/3");
    }
}
