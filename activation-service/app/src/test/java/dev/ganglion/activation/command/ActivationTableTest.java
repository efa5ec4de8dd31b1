package dev.ganglion.activation.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.activation.text.TextActivations;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivationTableTest {

    private static final TextActivations FOUND =
            new TextActivations(List.of("a", " b", "x".repeat(40)), 0, List.of(7), List.of(List.of(-1f, 1f, 2f)));

    private static List<String> lines(boolean colour) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new ActivationTable(FOUND, colour).print(out);
        out.flush();
        return text.toString().lines().toList();
    }

    @Test
    void columnsStandUnderTheirNeuronAndLongTokensAreCut() {
        List<String> lines = lines(false);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSameSizeAs(lines.get(0)));
        assertThat(lines.get(3)).startsWith("2  " + "x".repeat(23) + "…").endsWith("    2.0000");
    }

    @Test
    void onATerminalWhatIsHigherIsRedder() {
        List<String> lines = lines(true);
        assertThat(lines.get(1)).doesNotContain("\u001b");
        assertThat(lines.get(2)).contains("\u001b[30;48;2;255;140;140m   1.0000\u001b[0m");
        assertThat(lines.get(3)).contains("\u001b[30;48;2;255;40;40m   2.0000\u001b[0m");
        assertThat(lines.get(3).replaceAll("\u001b\\[[0-9;]*m", "")).hasSameSizeAs(lines.get(0));
    }
}
