package dev.ganglion.simulator.outputlogprobs;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.Message;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.simulator.tokenwise.ChatPrompt;
import dev.ganglion.simulator.tokenwise.Example;
import dev.ganglion.simulator.tokenwise.ExcerptSimulator;
import dev.ganglion.simulator.tokenwise.FewShots;
import dev.ganglion.simulator.tokenwise.Inquiry;
import dev.ganglion.simulator.tokenwise.ShownExcerpt;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Has the model write an excerpt again with an activation beside each token. */
final class WritingSimulator implements ExcerptSimulator {

    private final Inquiry inquiry;
    private final ModelSettings model;
    private final int logprobs;
    private final ChatPrompt prompt;
    private final FewShots<List<Message>> fewShots;

    WritingSimulator(Inquiry inquiry, ModelSettings model, int logprobs, ChatPrompt prompt, List<Example> examples) {
        this.inquiry = inquiry;
        this.model = model;
        this.logprobs = logprobs;
        this.prompt = prompt;
        this.fewShots = new FewShots<>(
                examples.stream()
                        .map(example -> prompt.example(
                                example.explanation(), ShownExcerpt.of(example.tokens()), example.shown()))
                        .toList(),
                model.name());
    }

    @Override
    public List<ModelRequest> requests(Explanation explanation, Excerpt excerpt) {
        return List.of(request(explanation, excerpt));
    }

    @Override
    public Uni<ActivationValues> simulate(Explanation explanation, Excerpt excerpt) {
        return inquiry.ask(explanation, request(explanation, excerpt), new WrittenExcerpt(excerpt.tokens()));
    }

    private ChatRequest request(Explanation explanation, Excerpt excerpt) {
        String tokens = ShownExcerpt.of(excerpt.tokens());
        return fewShots.fitted(
                examples -> new ChatRequest(model, prompt.chat(examples, explanation.text(), tokens), logprobs, false));
    }
}
