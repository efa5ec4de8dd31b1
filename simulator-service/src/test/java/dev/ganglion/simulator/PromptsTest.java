package dev.ganglion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.events.Explanation;
import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.CompletionRequest;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.UnconnectedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shipped recipes send, word for word. */
class PromptsTest {

    private static final List<String> TOKENS = List.of(
            "Ships", " at", "\t", "\n", " <|endoftext|>", "bytes:\\xe2\\x80", "<end>", " \"10\"", "\u202e", " 日");

    @ParameterizedTest
    @ValueSource(strings = {"prompt-logprobs", "output-logprobs", "one-at-a-time", "json"})
    void aShippedRecipeSendsWhatItAlwaysSent(String recipe) throws IOException {
        // Given
        Explanation explanation = Explanations.about(List.of(TOKENS));

        // When
        List<ModelRequest> requests = SimulatorRecipes.all(new UnconnectedModel())
                .select(recipe, Optional.empty())
                .implementation()
                .preview(explanation);

        // Then
        assertThat(requests).hasSize(recipe.equals("one-at-a-time") ? TOKENS.size() - 1 : 1);
        assertThat(text(requests.get(requests.size() - 1))).isEqualTo(golden(recipe));
    }

    private static String text(ModelRequest request) {
        ObjectNode fields = request.fields();
        fields.remove(List.of("model", "messages", "prompt"));
        StringBuilder text = new StringBuilder("POST " + request.path() + " " + fields + "\n");
        if (request instanceof ChatRequest chat) {
            chat.messages().forEach(message -> text.append("[")
                    .append(message.role())
                    .append("]\n")
                    .append(message.content())
                    .append('\n'));
        } else {
            text.append(((CompletionRequest) request).prompt());
        }
        return text.toString();
    }

    private static String golden(String recipe) throws IOException {
        try (InputStream in = PromptsTest.class.getResourceAsStream("/prompts/" + recipe + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
