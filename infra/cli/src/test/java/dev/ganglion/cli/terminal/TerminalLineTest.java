package dev.ganglion.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalLineTest {

    @Test
    void whatFitsIsLeftAlone() {
        assertThat(TerminalLine.cut("12345", 5)).isEqualTo("12345");
        assertThat(TerminalLine.cut("", 5)).isEmpty();
    }

    @Test
    void whatIsLongerEndsInAnEllipsis() {
        assertThat(TerminalLine.cut("123456", 5)).isEqualTo("1234…");
    }

    @Test
    void wideCharactersTakeTwoColumnsAndMarksNone() {
        assertThat(TerminalLine.cut("神経細胞", 8)).isEqualTo("神経細胞");
        assertThat(TerminalLine.cut("神経細胞", 7)).isEqualTo("神経細…");
        assertThat(TerminalLine.cut("神経細胞", 6)).isEqualTo("神経…");
        assertThat(TerminalLine.cut("e\u0301e\u0301e\u0301", 3)).isEqualTo("e\u0301e\u0301e\u0301");
    }

    @Test
    void noCharacterIsCutInTwo() {
        assertThat(TerminalLine.cut("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 5)).isEqualTo("\uD83D\uDE00\uD83D\uDE00…");
    }

    @Test
    void linesBecomeOneAndNothingIsACommand() {
        assertThat(TerminalLine.cut(" one\n\ttwo \u009b3m\u2028on", 20)).isEqualTo("one two \uFFFD3m\uFFFDon");
    }
}
