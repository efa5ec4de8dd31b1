package dev.ganglion.llm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelRequestTest {

    @Test
    void aChatIsWrittenAsTheApiWantsIt() {
        // Given
        ModelSettings settings = new ModelSettings("m", 0.0, 1.0, 60, 4096, null, null);

        // When
        ChatRequest request =
                new ChatRequest(settings, List.of(Message.system("be brief"), Message.user("\"a\"\tb")), 20, true);

        // Then
        assertThat(request.path()).isEqualTo("chat/completions");
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"m\",\"max_tokens\":60,\"temperature\":0.0,\"top_p\":1.0,\"messages\":["
                        + "{\"role\":\"system\",\"content\":\"be brief\"},"
                        + "{\"role\":\"user\",\"content\":\"\\\"a\\\"\\tb\"}],"
                        + "\"logprobs\":true,\"top_logprobs\":20,\"response_format\":{\"type\":\"json_object\"}}");
    }

    @Test
    void whatIsNotSetIsLeftOutForModelsThatRefuseIt() {
        // Given
        ModelSettings settings = new ModelSettings("m", null, null, 60, 4096, "max_completion_tokens", null);

        // When
        ChatRequest request = new ChatRequest(settings, List.of(Message.user("a")), 0, false);

        // Then
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"m\",\"max_completion_tokens\":60,\"messages\":[{\"role\":\"user\","
                        + "\"content\":\"a\"}]}");
    }

    @Test
    void aCompletionEchoesItsPromptWhereThatIsWanted() {
        // Given
        ModelSettings settings = new ModelSettings("m", null, null, 1, 4096, null, null);

        // When
        CompletionRequest request = new CompletionRequest(settings, "a\tunknown", 15, true);

        // Then
        assertThat(request.path()).isEqualTo("completions");
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"m\",\"max_tokens\":1,\"prompt\":\"a\\tunknown\",\"logprobs\":15,"
                        + "\"echo\":true}");
    }

    @Test
    void theSameRequestIsTheSameBytesInWhateverOrderExtraFieldsAreWritten() {
        // Given
        Map<String, Object> oneWay = new LinkedHashMap<>();
        oneWay.put("seed", 7);
        oneWay.put("reasoning_effort", "low");
        Map<String, Object> otherWay = new LinkedHashMap<>();
        otherWay.put("reasoning_effort", "low");
        otherWay.put("seed", 7);

        // Then
        assertThat(body(oneWay)).isEqualTo(body(otherWay)).contains("\"reasoning_effort\":\"low\",\"seed\":7");
    }

    @Test
    void aFieldThatTheRequestSetsItselfCannotBeAnExtraOne() {
        assertThatThrownBy(() -> body(Map.of("messages", "mine")))
                .hasMessage("field \"extra\" in \"model\" cannot hold \"messages\"");
    }

    @Test
    void settingsThatCannotWorkAreRefusedWithOneSentence() {
        assertThatThrownBy(() -> new ModelSettings(" ", null, null, 60, 4096, null, null))
                .hasMessage("missing field \"name\" in \"model\": as the server knows it");
        assertThatThrownBy(() -> new ModelSettings("m", 2.5, null, 60, 4096, null, null))
                .hasMessage("field \"temperature\" in \"model\" must be 0 to 2");
        assertThatThrownBy(() -> new ModelSettings("m", null, null, 60, 60, null, null))
                .hasMessage("field \"context\" in \"model\" must be there and above \"maxTokens\"");
        assertThatThrownBy(() -> new ModelSettings("m", null, null, 60, 4096, "limit", null))
                .hasMessage("field \"tokenLimit\" in \"model\" must be max_tokens or max_completion_tokens");
    }

    private static String body(Map<String, Object> extra) {
        ModelSettings settings = new ModelSettings("m", null, null, 60, 4096, null, extra);
        return new String(
                new ChatRequest(settings, List.of(Message.user("a")), 0, false).body(), StandardCharsets.UTF_8);
    }
}
