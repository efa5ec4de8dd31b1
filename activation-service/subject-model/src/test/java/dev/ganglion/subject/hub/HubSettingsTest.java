package dev.ganglion.subject.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.subject.ModelException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubSettingsTest {

    @Test
    void withoutAnythingItIsTheHubAndTheCacheOfItsLibraries() {
        // When
        HubSettings settings = HubSettings.of(Map.of("HOME", "/home/me"));

        // Then
        assertThat(settings.endpoint()).hasToString("https://huggingface.co");
        assertThat(settings.cache()).isEqualTo(Path.of("/home/me/.cache/huggingface/hub"));
        assertThat(settings.offline()).isFalse();
        assertThat(settings.token()).isEmpty();
    }

    @Test
    void theCacheIsNamedDirectlyOrByAHome() {
        assertThat(HubSettings.of(Map.of("XDG_CACHE_HOME", "/x")).cache()).isEqualTo(Path.of("/x/huggingface/hub"));
        assertThat(HubSettings.of(Map.of("XDG_CACHE_HOME", "/x", "HF_HOME", "/h"))
                        .cache())
                .isEqualTo(Path.of("/h/hub"));
        assertThat(HubSettings.of(Map.of("HF_HOME", "/h", "HF_HUB_CACHE", "/c")).cache())
                .isEqualTo(Path.of("/c"));
        assertThat(HubSettings.of(Map.of("HOME", "/home/me", "HF_HOME", "~/h")).cache())
                .isEqualTo(Path.of("/home/me/h/hub"));
    }

    @ParameterizedTest
    @CsvSource({"1,true", "yes,true", "TRUE,true", "on,true", "0,false", "'',false", "no,false"})
    void offline(String value, boolean offline) {
        assertThat(HubSettings.of(Map.of("HF_HUB_OFFLINE", value)).offline()).isEqualTo(offline);
    }

    @Test
    void anEndpointMayHaveAPathAndASlashAtItsEnd() {
        assertThat(HubSettings.of(Map.of("HF_ENDPOINT", "http://mirror:8090/hub/"))
                        .endpoint())
                .hasToString("http://mirror:8090/hub");
    }

    @ParameterizedTest
    @ValueSource(strings = {"huggingface.co", "ftp://h", "https://", "https://me:pass@h", "https://h/?a", "http://h o"})
    void whatIsNoEndpointIsRefusedAndNotRepeated(String endpoint) {
        assertThatThrownBy(() -> HubSettings.of(Map.of("HF_ENDPOINT", endpoint)))
                .isInstanceOf(ModelException.class)
                .hasMessage("HF_ENDPOINT is no address; write it as https://host or https://host:port/path, or leave it"
                        + " out.");
    }

    @Test
    void theTokenIsShownNowhere() {
        // Given
        HubSettings settings = HubSettings.of(Map.of("HF_TOKEN", " hf_secret\n"));

        // Then
        assertThat(settings.token()).contains("hf_secret");
        assertThat(settings.toString()).doesNotContain("secret");
        assertThatThrownBy(() -> HubSettings.of(Map.of("HF_TOKEN", "hf secret")))
                .isInstanceOf(ModelException.class)
                .hasMessageNotContaining("secret");
    }
}
