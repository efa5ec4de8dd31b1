package dev.ganglion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the demo from asking a language model. */
class DemoLlmIT {

    private static final String KEY = "sk-of-the-test-0123456789";

    @TempDir
    Path checkout;

    private ScriptedModelServer server;

    @BeforeEach
    void startTheServer() {
        server = ScriptedModelServer.start().script(new PlayedModel());
    }

    @AfterEach
    void stopTheServer() {
        server.close();
    }

    private DemoProcess demo(String... options) throws Exception {
        return DemoProcess.start(
                checkout,
                Map.of("OPENAI_BASE_URL", server.baseUrl(), "OPENAI_API_KEY", KEY, "LLM_MODEL", PlayedModel.NAME),
                options);
    }

    @Test
    void withoutATerminalAndWithoutYesNothingIsAskedAndNothingStarted() throws Exception {
        // When
        try (DemoProcess demo = demo("--llm", "--exit", "--json")) {
            demo.ends(1);

            // Then
            assertThat(demo.exitValue()).isEqualTo(2);
            assertThat(demo.said().lines()).hasSize(1).first().asString().contains("--yes");
            assertThat(server.count()).isZero();
        }
    }

    @Test
    void aKeyThatTheServerRefusesIsOneSentenceBeforeAnythingIsStarted() throws Exception {
        // Given
        server.script(call -> Reply.problem(401, "invalid_api_key", "Incorrect API key provided"));

        // When
        try (DemoProcess demo = demo("--llm", "--yes", "--exit", "--json")) {
            demo.ends(2);

            // Then
            assertThat(demo.exitValue()).as(demo.said()).isEqualTo(2);
            assertThat(demo.said().lines().filter(line -> line.startsWith("ganglion: ")))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("OPENAI_API_KEY");
            assertThat(demo.said()).doesNotContain(KEY).doesNotContain("Starting a broker");
        }
    }
}
