package dev.ganglion.simulator.promptlogprobs;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.llm.model.CompletionRequest;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.simulator.tokenwise.ExcerptSimulator;
import dev.ganglion.simulator.tokenwise.FewShots;
import dev.ganglion.simulator.tokenwise.Inquiry;
import dev.ganglion.simulator.tokenwise.ShownExcerpt;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Has the model read an excerpt, all its activations unknown, and say what it would have written in their place. */
final class EchoSimulator implements ExcerptSimulator {

    private final Inquiry inquiry;
    private final ModelSettings model;
    private final int logprobs;
    private final CompletionPrompt prompt;
    private final FewShots<String> fewShots;

    EchoSimulator(
            Inquiry inquiry,
            ModelSettings model,
            int logprobs,
            CompletionPrompt prompt,
            List<PartlyKnownExample> examples) {
        this.inquiry = inquiry;
        this.model = model.withMaxTokens(1);
        this.logprobs = logprobs;
        this.prompt = prompt;
        this.fewShots = new FewShots<>(prompt.examples(examples), model.name());
    }

    @Override
    public List<ModelRequest> requests(Explanation explanation, Excerpt excerpt) {
        return List.of(request(explanation, asked(excerpt)));
    }

    @Override
    public Uni<ActivationValues> simulate(Explanation explanation, Excerpt excerpt) {
        String asked = asked(excerpt);
        CompletionRequest request = request(explanation, asked);
        return inquiry.ask(explanation, request, new EchoedExcerpt(request.prompt(), asked));
    }

    private CompletionRequest request(Explanation explanation, String asked) {
        return fewShots.fitted(examples ->
                new CompletionRequest(model, prompt.text(examples, explanation.text(), asked), logprobs, true));
    }

    private static String asked(Excerpt excerpt) {
        return ShownExcerpt.of(excerpt.tokens(), position -> EchoedExcerpt.UNKNOWN);
    }
}
