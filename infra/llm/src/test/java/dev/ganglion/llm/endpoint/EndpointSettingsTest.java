package dev.ganglion.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.llm.endpoint.EndpointSettings.Limits;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointSettingsTest {

    private static final Optional<String> KEY = Optional.of("sk-test-0123456789");

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, https://api.openai.com/v1, /v1/models, 443",
        "HTTP://LocalHost:8000/v1//, http://localhost:8000/v1, /v1/models, 8000",
        "http://localhost, http://localhost, /models, 80",
        "http://[::1]:8000/v1, http://[::1]:8000/v1, /v1/models, 8000",
        "https://x.openai.azure.com/openai/deployments/d?api-version=2024-10-21,"
                + " https://x.openai.azure.com/openai/deployments/d?api-version=2024-10-21,"
                + " /openai/deployments/d/models?api-version=2024-10-21, 443"
    })
    void aBaseUrlHasOneForm(String given, String baseUrl, String target, int port) {
        // When
        EndpointSettings settings = EndpointSettings.of(given, KEY, Limits.DEFAULT);

        // Then
        assertThat(settings.baseUrl()).isEqualTo(baseUrl);
        assertThat(settings.target("models")).isEqualTo(target);
        assertThat(settings.port()).isEqualTo(port);
    }

    @Test
    void anAddressOfIpv6IsConnectedToWithoutBrackets() {
        assertThat(EndpointSettings.of("http://[::1]:8000/v1", KEY, Limits.DEFAULT)
                        .host())
                .isEqualTo("::1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://host/v1 | must begin with http:// or https://",
                "localhost:8000 | must begin with http:// or https://",
                "api.openai.com/v1 | must begin with http:// or https://",
                "https://user:secret@host/v1 | holds a user name or password",
                "https://secret@host/v1 | holds a user name or password",
                "http:v1 | names no host",
                "http:///v1 | names no host",
                "http://ho st/v1 | is no URL",
                "https://host/v1?key=secret | no query",
                "https://host/v1#secret | holds a \"#\"",
            })
    void aBaseUrlThatNobodyCanBeAskedAtIsRefused(String baseUrl, String sentence) {
        assertThatThrownBy(() -> EndpointSettings.of(baseUrl, KEY, Limits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OPENAI_BASE_URL")
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void openAiIsNotAskedWithoutAKey() {
        assertThatThrownBy(() -> EndpointSettings.of(EndpointSettings.OPENAI, Optional.of(" "), Limits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OPENAI_API_KEY is not set");
    }

    @Test
    void aKeyWithALineBreakInItIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> EndpointSettings.of("http://host", Optional.of("sk-a\nsk-b"), Limits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("sk-a");
    }

    @Test
    void theKeyIsNotShown() {
        assertThat(EndpointSettings.of("http://host", KEY, Limits.DEFAULT))
                .asString()
                .contains("with a key")
                .doesNotContain("0123456789");
    }

    @Test
    void whatIsNotSetHasItsDefault() {
        assertThat(EndpointProducer.settings(config(Map.of("openai.base-url", "http://host")))
                        .limits())
                .isEqualTo(Limits.DEFAULT);
    }

    @Test
    void settingsAreRead() {
        // When
        EndpointSettings settings = EndpointProducer.settings(config(Map.of(
                "openai.base-url", "http://host/v1",
                "openai.api-key", "sk-x",
                "llm.largest-answer", "2M",
                "llm.timeout", "30s",
                "llm.probe-interval", "5s",
                "llm.concurrency", "7",
                "llm.requests-per-minute", "500",
                "llm.tokens-per-minute", "90000",
                "llm.refusals-in-a-row", "12")));

        // Then
        assertThat(settings.key()).isEqualTo("sk-x");
        assertThat(settings.limits().largestAnswer()).isEqualTo(2 << 20);
        assertThat(settings.limits().timeout()).hasSeconds(30);
        assertThat(settings.limits().probeInterval()).hasSeconds(5);
        assertThat(settings.limits().concurrency()).isEqualTo(7);
        assertThat(settings.limits().requestsPerMinute()).hasValue(500);
        assertThat(settings.limits().tokensPerMinute()).hasValue(90_000);
        assertThat(settings.limits().refusalsInARow()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        "llm.concurrency, 0",
        "llm.concurrency, many",
        "llm.timeout, soon",
        "llm.timeout, 0s",
        "llm.probe-interval, -1s",
        "llm.largest-answer, 10",
        "llm.requests-per-minute, 0",
        "llm.tokens-per-minute, -5",
        "llm.refusals-in-a-row, -1"
    })
    void aSettingThatMakesNoSenseIsNamed(String name, String value) {
        assertThatThrownBy(
                        () -> EndpointProducer.settings(config(Map.of("openai.base-url", "http://host", name, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    private static Config config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build();
    }
}
