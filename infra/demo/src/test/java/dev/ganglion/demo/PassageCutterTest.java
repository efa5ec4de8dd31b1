package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PassageCutterTest {

    @Test
    void aPassageEndsWithTheLineThatMakesItLongEnough() {
        List<String> passages = PassageCutter.cut("one: first\ntwo: second\nthree: third\nfour: fourth\n", 15);

        assertThat(passages).containsExactly("one: first\ntwo: second", "three: third\nfour: fourth");
    }

    @Test
    void aLongLineIsCutAtSentences() {
        List<String> passages =
                PassageCutter.cut("It was late. He said, \"Go!\" They went. " + "Nobody came. ".repeat(3), 20);

        assertThat(passages)
                .containsExactly(
                        "It was late. He said, \"Go!\"", "They went. Nobody came.", "Nobody came. Nobody came.");
    }

    @Test
    void aStretchWithoutAnEndIsLeftOut() {
        List<String> passages = PassageCutter.cut("table ".repeat(30) + "\nA short line follows.\n", 20);

        assertThat(passages).containsExactly("A short line follows.");
    }

    @Test
    void aRepeatedPassageIsTakenOnce() {
        assertThat(PassageCutter.cut("The same line again.\n".repeat(5), 10)).containsExactly("The same line again.");
    }

    @Property(tries = 300)
    void passagesAreStretchesOfTheTextInItsOrderAndOfTheAskedLength(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 20) int least) {
        int from = 0;
        for (String passage : PassageCutter.cut(text, least)) {
            int place = text.indexOf(passage, from);
            assertThat(place).isNotNegative();
            assertThat(passage.length()).isBetween(least, 2 * least);
            from = place + passage.length();
        }
    }
}
