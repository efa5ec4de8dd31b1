package dev.ganglion.subject.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each is one sentence that says what to do, and nothing is tried again that will not pass. */
@Timeout(30)
class RefusedModelTest extends HubFixture {

    private String refusal(HubModelId model, String token) {
        return refusal(hub(settings(false, token), directory -> Long.MAX_VALUE), model);
    }

    @Test
    void aModelThatIsNotThere() {
        assertThat(refusal(HubModelId.parse("acme/none"), null))
                .isEqualTo(
                        "localhost has no model acme/none that everybody may read; check the id, or set HF_TOKEN to a"
                                + " token that may read it.");
        assertThat(server.hub).hasSize(1);
    }

    @Test
    void aModelThatTheTokenDoesNotSee() {
        assertThat(refusal(HubModelId.parse("acme/none"), "hf_secret"))
                .contains("no model acme/none that HF_TOKEN may read")
                .doesNotContain("hf_secret");
    }

    @Test
    void aWrongToken() {
        // Given
        server.token = "hf_right";

        // Then
        assertThat(refusal(MODEL, "hf_wrong"))
                .isEqualTo("localhost does not let HF_TOKEN read acme/tiny-gpt2; set it to a valid token that may, or"
                        + " unset it for a public model.")
                .doesNotContain("hf_wrong");
    }

    @Test
    void aGatedModel() {
        // Given
        server.fails("hub config.json", 1, 403, Map.of("X-Error-Code", "GatedRepo"));

        // Then
        assertThat(refusal(MODEL, null))
                .isEqualTo("acme/tiny-gpt2 is gated: ask for access at " + server.address()
                        + "/acme/tiny-gpt2, and set HF_TOKEN to a token of the account that has it.");
    }

    @Test
    void aRevisionThatIsNotThere() {
        assertThat(refusal(HubModelId.parse("acme/tiny-gpt2@step9"), null))
                .isEqualTo("localhost has acme/tiny-gpt2, but not its revision step9; name a branch, a tag or a commit"
                        + " that is there.");
    }

    @Test
    void aModelWithoutAConfiguration() {
        // Given
        server.without("config.json");

        // Then
        assertThat(refusal(MODEL, null)).startsWith("localhost has no file config.json for acme/tiny-gpt2; ");
    }

    @Test
    void aModelWithoutSafetensors() {
        // Given
        server.without(WEIGHTS);

        // Then
        assertThat(refusal(MODEL, null)).startsWith("acme/tiny-gpt2 has no model.safetensors on the hub; ");
        assertThat(server.cdn).isEmpty();
    }

    @Test
    void aModelWithoutATokenizer() {
        // Given
        server.without("tokenizer.json").file("vocab.json", "{}".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(refusal(MODEL, null))
                .startsWith("acme/tiny-gpt2 has neither tokenizer.json nor vocab.json and merges.txt on the hub; ");
        assertThat(server.cdn).isEmpty();
    }

    @Test
    void aConfigurationOfMoreThanAConfigurationHas() {
        // Given
        server.file("config.json", new byte[2_000_000]);

        // Then
        assertThat(refusal(MODEL, null))
                .isEqualTo("config.json of acme/tiny-gpt2 has 2.0 MB, more than any model's (1.0 MB); do not use this"
                        + " model.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"weight_map\": {\"a\": \"../../../../evil.safetensors\"}}",
                "{\"weight_map\": {\"a\": \"/etc/evil.safetensors\"}}",
                "{\"weight_map\": {\"a\": \"model.bin\"}}",
                "{\"weight_map\": {\"a\": 1}}",
                "{\"weight_map\": {}}",
                "{\"weight_map\": []}",
                "{}",
                "[]",
                "{\"weight_map\": {\"a\": ",
                ""
            })
    void anIndexOfWeightsThatIsNone(String index) {
        // Given
        server.without(WEIGHTS).file("model.safetensors.index.json", index.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(refusal(MODEL, null)).contains("model.safetensors.index.json");
        assertThat(server.cdn).isEmpty();
    }

    @Test
    void anIndexThatNamesAFileThatIsNotThere() {
        // Given
        server.without(WEIGHTS)
                .file(
                        "model.safetensors.index.json",
                        "{\"weight_map\": {\"a\": \"b.safetensors\"}}".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(refusal(MODEL, null)).startsWith("acme/tiny-gpt2 has no file b.safetensors on the hub, which its");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"no checksum\"", "../../../evil", ""})
    void aServerThatIsNotLikeTheHub(String tag) {
        // Given
        server.replacedHeaders = Map.of("X-Linked-Etag", tag);

        // Then
        assertThat(refusal(MODEL, null))
                .isEqualTo(
                        "localhost does not say which commit, length and checksum model.safetensors of acme/tiny-gpt2"
                                + " has, as the hub does; set HF_ENDPOINT to the hub or to a mirror that passes on its headers.");
    }

    @Test
    void nobodyThere() throws IOException {
        // Given
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        HubSettings nobody = new HubSettings(URI.create("http://localhost:" + port), cache, false, null);

        // Then
        assertThat(refusal(hub(nobody, directory -> Long.MAX_VALUE), MODEL))
                .isEqualTo(
                        "acme/tiny-gpt2 cannot be had: localhost cannot be reached, 4 times; try again later, what has"
                                + " come already is kept.");
    }

    @Test
    void aCacheThatIsAFile() throws IOException {
        // Given
        HubSettings settings = new HubSettings(server.address(), Files.createFile(cache.resolve("file")), false, null);

        // Then
        assertThat(refusal(hub(settings, directory -> Long.MAX_VALUE), MODEL)).contains("set HF_HUB_CACHE");
    }
}
