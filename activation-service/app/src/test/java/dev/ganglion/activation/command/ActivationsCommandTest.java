package dev.ganglion.activation.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.activation.DemoCopy;
import dev.ganglion.activation.text.TextActivations;
import dev.ganglion.demo.DemoModel;
import dev.ganglion.subject.model.SubjectModel;
import dev.ganglion.subject.model.SubjectModels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivationsCommandTest {

    private static final String MODEL = DemoModel.directory().toString();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String in = "";

    private int run(String... arguments) {
        return ActivationsCommand.run(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                arguments);
    }

    private int look(String text, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--model", MODEL, "--text", text));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private void refused(String sentence, String... arguments) {
        err.getBuffer().setLength(0);
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).startsWith("ganglion: ").contains(sentence).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void jsonHasEveryPositionOfEveryAskedNeuronWithAllDigits() throws IOException {
        // When
        int code = look("And it came to pass", "--layer", "1", "--neurons", "17,3", "--json");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
        JsonNode answer = new JsonMapper().readTree(out.toString());
        assertThat(answer.fieldNames()).toIterable().containsExactly("tokens", "layer", "neurons", "activations");
        assertThat(answer.get("tokens").toString()).isEqualTo("[\"And\",\" it\",\" came\",\" to\",\" pass\"]");
        assertThat(answer.get("layer").asInt()).isEqualTo(1);
        assertThat(answer.get("neurons").toString()).isEqualTo("[17,3]");
        try (SubjectModel model = SubjectModels.load(DemoModel.directory())) {
            List<List<Float>> expected = TextActivations.of(model, "And it came to pass", 1, List.of(17, 3))
                    .activations();
            assertThat(answer.get("activations")).hasSize(2);
            for (int neuron = 0; neuron < 2; neuron++) {
                for (int position = 0; position < 5; position++) {
                    assertThat(answer.get("activations")
                                    .get(neuron)
                                    .get(position)
                                    .floatValue())
                            .isEqualTo(expected.get(neuron).get(position));
                }
            }
        }
    }

    @Test
    void withoutNeuronsTheTenHighestAreShown() throws IOException {
        // When
        look("And it came to pass", "--layer", "1", "--json");

        // Then
        JsonNode answer = new JsonMapper().readTree(out.toString());
        assertThat(answer.get("neurons")).hasSize(10);
        assertThat(answer.get("activations")).hasSize(10);
    }

    @Test
    void theTableHasALineForEachTokenAndAColumnForEachNeuron() {
        // When
        look("And it came", "--layer", "0", "--neurons", "5,700");

        // Then
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).matches(" +#5 +#700");
        assertThat(lines.get(1)).matches("0  And +-?\\d+\\.\\d{4} +-?\\d+\\.\\d{4}");
        assertThat(lines.get(3)).matches("2  ·came +-?\\d+\\.\\d{4} +-?\\d+\\.\\d{4}");
    }

    @Test
    void theTableShowsWhatATerminalWouldObey() {
        // When
        look("a\tb\n\u001b[31mc\u202e", "--layer", "0", "--neurons", "5");

        // Then
        assertThat(out.toString()).contains("⇥", "⏎").doesNotContain("\t", "\u001b", "\u202e");
    }

    @Test
    void aDashReadsStandardInput() throws IOException {
        // Given
        in = "And it came to pass";

        // When
        int code = look("-", "--layer", "1", "--neurons", "3", "--json");

        // Then
        assertThat(code).isZero();
        assertThat(new JsonMapper().readTree(out.toString()).get("tokens")).hasSize(5);
    }

    @Test
    void badInputIsOneSentenceAndExitCode2(@TempDir Path directory) {
        Path truncated = DemoCopy.in(directory.resolve("truncated"))
                .withTruncatedWeights()
                .directory();
        refused("There is no model directory /nowhere.", "--model", "/nowhere", "--text", "a", "--layer", "0");
        refused("model.safetensors", "--model", truncated.toString(), "--text", "a", "--layer", "0");
        refused("There is no layer 7", "--model", MODEL, "--text", "a", "--layer", "7");
        refused("'x' is not an int", "--model", MODEL, "--text", "a", "--layer", "0", "--neurons", "x");
        refused("There is no neuron 768", "--model", MODEL, "--text", "a", "--layer", "0", "--neurons", "768");
        refused("'--text=TEXT'", "--model", MODEL, "--layer", "0");
        refused("Unknown option: '--all'", "--model", MODEL, "--text", "a", "--layer", "0", "--all");
        refused("202 tokens", "--model", MODEL, "--text", "word ".repeat(200), "--layer", "0");
        refused("The text is empty.", "--model", MODEL, "--text", "", "--layer", "0");
        in = "word ".repeat(100_000);
        refused("characters; give it at most 16384", "--model", MODEL, "--text", "-", "--layer", "0");
    }

    @Test
    void helpHasTheOptionsAndExamples() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("Usage: infra/ganglion activations", "--neurons", "--json", "Examples:", "Position 0");
    }

    @Test
    void aDeviceOrPrecisionThatCannotBeHadIsOneSentence() {
        String[] look = {"--model", MODEL, "--text", "a", "--layer", "0", "", ""};
        for (String[] refused : new String[][] {
            {"--device", "tpu", "There is no device \"tpu\"; choose cpu, cuda or cuda:N."},
            {"--device", "cuda:7", "There is no device cuda:7: the PyTorch on the class path sees"},
            {"--precision", "float16", "The precision float16 is for a CUDA device"},
            {"--precision", "bfloat16", "The precision bfloat16 cannot be had"},
            {"--precision", "int8", "There is no precision \"int8\"; choose float32 or float16."}
        }) {
            look[6] = refused[0];
            look[7] = refused[1];
            refused(refused[2], look);
        }
    }
}
