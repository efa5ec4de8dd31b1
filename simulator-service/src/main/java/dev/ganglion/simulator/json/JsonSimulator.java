package dev.ganglion.simulator.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.Message;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.llm.prompt.ShownToken;
import dev.ganglion.simulator.tokenwise.ChatPrompt;
import dev.ganglion.simulator.tokenwise.Example;
import dev.ganglion.simulator.tokenwise.ExcerptSimulator;
import dev.ganglion.simulator.tokenwise.FewShots;
import dev.ganglion.simulator.tokenwise.Inquiry;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Has the model answer with a JSON object that holds every token again, and its activation. */
final class JsonSimulator implements ExcerptSimulator {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Inquiry inquiry;
    private final ModelSettings model;
    private final ChatPrompt prompt;
    private final FewShots<List<Message>> fewShots;

    JsonSimulator(Inquiry inquiry, ModelSettings model, ChatPrompt prompt, List<Example> examples) {
        this.inquiry = inquiry;
        this.model = model;
        this.prompt = prompt;
        this.fewShots = new FewShots<>(
                examples.stream()
                        .map(example ->
                                prompt.example(example.explanation(), tokens(example.tokens()), answer(example)))
                        .toList(),
                model.name());
    }

    @Override
    public List<ModelRequest> requests(Explanation explanation, Excerpt excerpt) {
        return List.of(request(explanation, excerpt));
    }

    @Override
    public Uni<ActivationValues> simulate(Explanation explanation, Excerpt excerpt) {
        return inquiry.ask(explanation, request(explanation, excerpt), new ActivationPairs(excerpt.tokens()));
    }

    private ChatRequest request(Explanation explanation, Excerpt excerpt) {
        String tokens = tokens(excerpt.tokens());
        return fewShots.fitted(
                examples -> new ChatRequest(model, prompt.chat(examples, explanation.text(), tokens), 0, true));
    }

    /** A JSON array of the tokens as prompts show them. */
    private static String tokens(List<String> tokens) {
        ArrayNode array = MAPPER.createArrayNode();
        tokens.forEach(token -> array.add(ShownToken.of(token)));
        return array.toString();
    }

    private static String answer(Example example) {
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode pairs = answer.putArray(ActivationPairs.FIELD);
        for (int i = 0; i < example.tokens().size(); i++) {
            pairs.addArray()
                    .add(ShownToken.of(example.tokens().get(i)))
                    .add(example.activations().get(i));
        }
        return answer.toString();
    }
}
