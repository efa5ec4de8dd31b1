package dev.ganglion.benchmarks.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer.Call;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static Call asking(String prompt) {
        return new Call(1, "completions", Map.of(), MAPPER.createObjectNode().put("prompt", prompt));
    }

    @Test
    void aSentenceIsAnAnswerOfAThousandBytes() throws IOException {
        // When
        Reply reply = Answers.sentence(0).apply(asking(""));

        // Then
        JsonNode body = MAPPER.readTree(reply.body());
        assertThat(reply.body()).hasSize(Answers.CHAT_BYTES);
        assertThat(body.at("/choices/0/message/content").asText()).isNotBlank().hasSizeLessThanOrEqualTo(600);
    }

    @Test
    void aPairForEachTokenOfThePrompt() throws IOException {
        // Given
        Call call = asking("Tokens: [\"not these\"]\nThe neuron fires on: x\nTokens: [\" a\",\"\\\\n\"]\n");

        // When
        JsonNode body = MAPPER.readTree(Answers.json().apply(call).body());

        // Then
        assertThat(body.at("/choices/0/message/content").asText())
                .isEqualTo("{\"activations\":[[\" a\",1],[\"\\\\n\",2]]}");
    }

    @Test
    void anEchoIsThePromptAndActivationsInEachPlace() throws IOException {
        // Given
        String prompt = "fires on the number 1000042\n n1000042\tunknown\n the\tunknown\n";

        // When
        JsonNode body = MAPPER.readTree(Answers.echo().apply(asking(prompt)).body());

        // Then
        JsonNode logprobs = body.at("/choices/0/logprobs");
        StringBuilder echoed = new StringBuilder();
        logprobs.path("tokens").forEach(token -> echoed.append(token.asText()));
        assertThat(echoed).hasToString(prompt + "\n");
        for (int i = 0; i < logprobs.path("tokens").size(); i++) {
            if (logprobs.path("tokens").get(i).asText().equals("unknown")) {
                assertThat(logprobs.path("top_logprobs").get(i).fieldNames())
                        .toIterable()
                        .contains("0", "5", "10");
            }
        }
    }

    @Test
    void twoPromptsThatDifferInTheirNumberAreAnsweredWithTheirOwn() throws IOException {
        // Given
        var echo = Answers.echo();

        // When
        echo.apply(asking("number 1000001"));
        JsonNode second = MAPPER.readTree(echo.apply(asking("number 1000002")).body());

        // Then
        assertThat(second.at("/choices/0/text").asText()).isEqualTo("number 1000002\n");
    }
}
