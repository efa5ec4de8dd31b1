package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextArgumentTest {

    @Test
    void nameFileAndAmountAreReadAndThePathMayHoldTheSigns() {
        assertThat(TextArgument.parse("moby-dick=/a=b/c:d.txt:0.5"))
                .isEqualTo(new TextArgument("moby-dick", Path.of("/a=b/c:d.txt"), 0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "moby.txt", "=moby.txt:1", "moby=moby.txt", "moby=:1", "moby:1"})
    void anotherFormIsRefused(String argument) {
        assertThatThrownBy(() -> TextArgument.parse(argument))
                .isInstanceOf(UnusableInput.class)
                .hasMessage("--text " + argument + " is not of the form NAME=PATH:NUMBER.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "many", ""})
    void anAmountThatIsNoPositiveNumberIsRefused(String amount) {
        assertThatThrownBy(() -> TextArgument.parse("moby=moby.txt:" + amount))
                .isInstanceOf(UnusableInput.class)
                .hasMessageEndingWith("must end in a number above 0, not \"" + amount + "\".");
    }

    @Test
    void oneNameForTwoTextsIsRefused() {
        assertThatThrownBy(() -> TextArgument.parseAll(List.of("a=x.txt:1", "a=y.txt:1")))
                .hasMessage("Two texts are named \"a\": give each its own name.");
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("none.txt");

        assertThatThrownBy(() -> new TextArgument("a", file, 1).read())
                .isInstanceOf(UnusableInput.class)
                .hasMessage("The text " + file + " does not exist.");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("latin.txt"), new byte[] {'n', 'a', (byte) 0xEF, 'v', 'e'});

        assertThatThrownBy(() -> new TextArgument("a", file, 1).read())
                .isInstanceOf(UnusableInput.class)
                .hasMessage(file + " is not UTF-8 text: convert it, for instance with iconv.");
    }
}
