package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ProgramsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path text;

    @BeforeEach
    void writeAText() throws IOException {
        text = Files.writeString(folder.resolve("tiny.txt"), TinyText.ofSentences(3000));
    }

    @Test
    void aModelIsTrainedFromPlainTextAndItsFilesAgree() throws IOException {
        // Given
        Path model = folder.resolve("model");

        // When
        int code = train(
                "--text",
                "tiny=" + text + ":1",
                "--out",
                model.toString(),
                "--steps",
                "60",
                "--vocabulary",
                "300",
                "--context",
                "16",
                "--width",
                "32",
                "--layers",
                "1",
                "--heads",
                "2",
                "--learning-rate",
                "0.01");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo(model + System.lineSeparator());
        assertThat(err.toString()).contains("step 60 ").contains("tokens/s").contains("0:00 left");
        Gpt2Shape shape = new Gpt2Shape(300, 16, 32, 1, 2);
        assertThat(model.resolve("config.json")).hasContent(shape.config());
        assertThat(SafetensorsHeader.read(model.resolve("model.safetensors")).shapes())
                .isEqualTo(shape.tensors());
        JsonNode told = JSON.readTree(model.resolve("training.json").toFile());
        assertThat(told.get("steps").asInt()).isEqualTo(60);
        assertThat(told.get("neurons").asInt()).isEqualTo(128);
        assertThat(told.get("texts").get(0).get("validationLoss").asDouble()).isBetween(0.5, Math.log(300) - 1);
    }

    @Test
    void aModelThatIsThereIsNotOverwritten() throws IOException {
        Path model = Files.createDirectories(folder.resolve("model"));
        Files.writeString(model.resolve("model.safetensors"), "precious");

        int code = train("--text", "tiny=" + text + ":1", "--out", model.toString(), "--steps", "1");

        assertThat(code).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err)
                .hasToString(
                        model + " already holds a model: name another directory with --out." + System.lineSeparator());
        assertThat(model.resolve("model.safetensors")).hasContent("precious");
    }

    @Test
    void aWidthThatTheHeadsCannotShareIsRefusedBeforeAnythingIsWritten() {
        Path model = folder.resolve("model");

        int code = train("--text", "tiny=" + text + ":1", "--out", model.toString(), "--steps", "1", "--width", "190");

        assertThat(code).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "The width 190 cannot be shared by 4 attention heads: make it a multiple of them.");
        assertThat(model).doesNotExist();
    }

    @Test
    void withoutALengthOfTrainingTheUsageIsShown() {
        int code = train(
                "--text",
                "tiny=" + text + ":1",
                "--out",
                folder.resolve("model").toString());

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--minutes").contains("--steps");
    }

    @Test
    void helpShowsAnExample() {
        assertThat(train("--help")).isZero();
        assertThat(out.toString()).contains("Example").contains("--text moby-dick=moby-dick.txt:1");
    }

    @Test
    void aCorpusIsDrawnAndDrawnAgainTheSame() throws IOException {
        // Given
        Path first = folder.resolve("first.jsonl");
        Path second = folder.resolve("second.jsonl");
        Path other = folder.resolve("other.jsonl");

        // When
        int code = draw("--text", "tiny=" + text + ":20", "--characters", "100", "--out", first.toString());
        draw("--text", "tiny=" + text + ":20", "--characters", "100", "--out", second.toString());
        draw("--text", "tiny=" + text + ":20", "--characters", "100", "--out", other.toString(), "--seed", "4");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(second).hasSameBinaryContentAs(first);
        assertThat(Files.readString(other)).isNotEqualTo(Files.readString(first));
        assertThat(Files.readAllLines(first))
                .hasSize(20)
                .doesNotHaveDuplicates()
                .allSatisfy(line -> {
                    JsonNode passage = JSON.readTree(line);
                    assertThat(passage.get("source").textValue()).isEqualTo("tiny");
                    assertThat(Files.readString(text))
                            .contains(passage.get("text").textValue());
                });
    }

    @Test
    void morePassagesThanATextHasAreRefused() {
        int code = draw(
                "--text",
                "tiny=" + text + ":100000",
                "--out",
                folder.resolve("c.jsonl").toString());

        assertThat(code).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains("The text tiny has only ").contains(" not 100000: ask for fewer.");
    }

    @Test
    void aCorpusThatIsThereIsNotOverwritten() {
        int code = draw("--text", "tiny=" + text + ":1", "--out", text.toString());

        assertThat(code).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).isEqualToIgnoringNewLines(text + " exists: name a new file with --out.");
    }

    private int train(String... arguments) {
        return run(new TrainDemoModel(), arguments);
    }

    private int draw(String... arguments) {
        return run(new DrawDemoCorpus(), arguments);
    }

    private int run(Object command, String... arguments) {
        return CommandLines.of(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
