package dev.ganglion.cli.rebuilding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.cli.rebuilding.Content.Table;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RebuildTextTest {

    private static Content content(String checksum, long rows) {
        return new Content(checksum, Map.of("scores", new Table(rows, checksum)));
    }

    @Test
    void theSameContentIsSaidToBeTheSame() {
        assertThat(RebuildText.done(content("ab", 1024), content("ab", 1024), 0, 0, "3 s"))
                .isEqualTo("Rebuilt in 3 s: 1,024 rows, and the checksum is the same, ab.");
    }

    @Test
    void anotherContentIsExplainedByWhatCameMeanwhile() {
        assertThat(RebuildText.done(content("ab", 1024), content("cd", 1034), 3, 7, "3 s"))
                .contains("1,034 rows, 1,024 before", "was ab and is cd", "3 records had not been read", "7 came");
    }

    @Test
    void anotherContentWithoutThatIsNot() {
        assertThat(RebuildText.done(content("ab", 1), content("cd", 2), 0, 0, "3 s"))
                .contains("What was forgotten is back");
    }

    @Test
    void jsonSaysWhetherItIsTheSame() {
        assertThat(RebuildText.json(content("ab", 1), content("ab", 1), 0, 0)).contains("\"identical\":true");
        assertThat(RebuildText.json(content("ab", 1), content("cd", 1), 0, 2))
                .contains("\"identical\":false", "\"recordsArrived\":2");
    }
}
