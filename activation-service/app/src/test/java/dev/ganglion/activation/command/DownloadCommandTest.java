package dev.ganglion.activation.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.activation.HubCacheOfDemo;
import dev.ganglion.subject.hub.DownloadProgress;
import dev.ganglion.subject.hub.HubModelId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path cache;

    private int run(Map<String, String> environment, String... arguments) {
        return OneShot.run(
                new DownloadCommand(environment),
                DownloadCommand.NAME,
                new PrintWriter(out),
                new PrintWriter(err),
                arguments);
    }

    @Test
    void itPrintsTheDirectory() throws IOException {
        // When
        int code = run(HubCacheOfDemo.in(cache), HubCacheOfDemo.ID);

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(Path.of(out.toString().strip()).resolve("config.json")).isRegularFile();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void jsonHasTheCommitAndTheName() throws IOException {
        // When
        int code = run(HubCacheOfDemo.in(cache), HubCacheOfDemo.ID, "--json");

        // Then
        assertThat(code).isZero();
        JsonNode answer = new JsonMapper().readTree(out.toString());
        assertThat(answer.path("model").asText()).isEqualTo("acme/Demo@" + HubCacheOfDemo.COMMIT);
        assertThat(answer.path("name").asText()).isEqualTo("acme.demo");
        assertThat(answer.path("directory").asText()).endsWith("/snapshots/" + HubCacheOfDemo.COMMIT);
    }

    @Test
    void whatCannotBeHadIsOneSentenceAndExitCode2() throws IOException {
        refused("is not in " + cache, HubCacheOfDemo.in(cache), "acme/other");
        refused("\"../x\" is no model of the hub", Map.of(), "../x");
        refused("HF_ENDPOINT is no address", Map.of("HF_ENDPOINT", "nowhere"), "acme/demo");
        refused("ID", Map.of());
    }

    private void refused(String sentence, Map<String, String> environment, String... arguments) {
        err.getBuffer().setLength(0);
        assertThat(run(environment, arguments)).isEqualTo(2);
        assertThat(err.toString()).startsWith("ganglion: ").contains(sentence).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aTerminalSeesOneLineThatMoves() {
        // Given
        DownloadLine line = new DownloadLine(new PrintWriter(err), true);
        HubModelId model = HubModelId.parse("gpt2");

        // When
        line.at(new DownloadProgress(model, "config.json", 1, 10, 0));
        line.at(new DownloadProgress(model, "config.json", 2, 10, 1)); // too soon
        line.note("it is tried again");
        line.at(new DownloadProgress(model, "config.json", 10, 10, 1));

        // Then
        assertThat(err.toString().lines().map(String::strip))
                .containsExactly(
                        "",
                        "config.json: 1 B of 10 B (10 %)",
                        "ganglion: it is tried again",
                        "",
                        "config.json: 10 B of 10 B (100 %)");
    }

    @Test
    void aFileGetsALineNowAndThen() {
        // Given
        DownloadLine line = new DownloadLine(new PrintWriter(err), false);
        HubModelId model = HubModelId.parse("gpt2");

        // When
        for (int done = 1; done <= 10; done++) {
            line.at(new DownloadProgress(model, "config.json", done, 10, 0));
        }

        // Then
        assertThat(err.toString())
                .isEqualTo("ganglion: config.json: 1 B of 10 B (10 %)\nganglion: config.json: 10 B of 10 B (100 %)\n");
    }
}
