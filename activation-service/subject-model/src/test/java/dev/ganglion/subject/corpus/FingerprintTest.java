package dev.ganglion.subject.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    private final Words words = new Words();
    private final Fingerprint fingerprint = new Fingerprint(words);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "On 12 May 1999, he left. | on 34 may 2001 he left",
                "THE ÉTUDE | the 'étude'",
                "a b c | abc",
                "\u0661\u0662 items | 99 items",
            })
    void nearIdenticalTextsHaveTheSame(String one, String other) {
        assertThat(of(one)).isEqualTo(of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"he left | he left us", "12 May | 123 May", "etude | étude", "ab | ba", ". , | , .", "! | ? !"})
    void otherTextsHaveOthers(String one, String other) {
        assertThat(of(one)).isNotEqualTo(of(other));
    }

    @Test
    void piecesOfCharactersAreToldApart() {
        assertThat(of("bytes:\\x90")).isNotEqualTo(of("bytes:\\x91"));
    }

    @Test
    void itNeverChanges() {
        assertThat(of("Neither was there any among them that lacked: 40 of 41")).isEqualTo(-681676008047540918L);
    }

    private long of(String text) {
        return fingerprint.of(words.encode(text));
    }
}
