package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollationParametersTest {

    @Test
    void theCanonicalTextNamesEverythingThatMatters() {
        assertThat(CollationParameters.defaults().withSeed(7).canonical())
                .isEqualTo("collation 2 excerptTokens=64 top=20 quantileBounds=0.0,0.5,0.9,0.99,0.999 perBin=5"
                        + " sample=1000 random=30 hardNegatives=5 tokenTable=1024 seed=7");
    }

    @Test
    void excerptsNeedAPositionThatCounts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollationParameters.defaults().withExcerptTokens(1))
                .withMessage("excerptTokens must be at least 2, and is 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.4, 1.1, Double.NaN})
    void quantileBoundsAscend(double second) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CollationParameters(64, 20, List.of(0.5, second), 5, 1_000, 20, 5, 1_024, 0))
                .withMessageContaining("quantileBounds must ascend within [0, 1]");
    }
}
