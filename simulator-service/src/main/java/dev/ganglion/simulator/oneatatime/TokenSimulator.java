package dev.ganglion.simulator.oneatatime;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.Message;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.simulator.tokenwise.ChatPrompt;
import dev.ganglion.simulator.tokenwise.ExcerptSimulator;
import dev.ganglion.simulator.tokenwise.FewShots;
import dev.ganglion.simulator.tokenwise.Inquiry;
import dev.ganglion.simulator.tokenwise.ShownExcerpt;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shows the model an excerpt up to each of its tokens and asks for that token's activation. The first token is shown and
 * not asked about: it counts in no score, so its activation is 0 and costs nothing.
 */
final class TokenSimulator implements ExcerptSimulator {

    /** Questions of one excerpt that wait at a time; the model has its own limit over all. */
    private static final int AT_A_TIME = 64;

    private static final WrittenActivation FORMAT = new WrittenActivation();

    private final Inquiry inquiry;
    private final ModelSettings model;
    private final int logprobs;
    private final ChatPrompt prompt;
    private final FewShots<List<Message>> fewShots;

    TokenSimulator(
            Inquiry inquiry, ModelSettings model, int logprobs, ChatPrompt prompt, List<PrefixExample> examples) {
        this.inquiry = inquiry;
        this.model = model;
        this.logprobs = logprobs;
        this.prompt = prompt;
        this.fewShots = new FewShots<>(
                examples.stream()
                        .map(example -> prompt.example(
                                example.explanation(),
                                ShownExcerpt.of(example.tokens()),
                                example.activation().toString()))
                        .toList(),
                model.name());
    }

    @Override
    public List<ModelRequest> requests(Explanation explanation, Excerpt excerpt) {
        return asked(excerpt)
                .<ModelRequest>mapToObj(position -> request(explanation, excerpt, position))
                .toList();
    }

    @Override
    public Uni<ActivationValues> simulate(Explanation explanation, Excerpt excerpt) {
        List<Uni<ActivationValues>> answers = asked(excerpt)
                .mapToObj(position -> Uni.createFrom()
                        .deferred(() -> inquiry.ask(explanation, request(explanation, excerpt, position), FORMAT)))
                .toList();
        return Uni.join()
                .all(answers)
                .usingConcurrencyOf(AT_A_TIME)
                .andFailFast()
                .map(TokenSimulator::joined);
    }

    private static IntStream asked(Excerpt excerpt) {
        return IntStream.range(Excerpt.FIRST_COUNTED, excerpt.tokens().size());
    }

    private static ActivationValues joined(List<ActivationValues> answers) {
        float[] activations = new float[Excerpt.FIRST_COUNTED + answers.size()];
        for (int i = 0; i < answers.size(); i++) {
            activations[Excerpt.FIRST_COUNTED + i] = answers.get(i).get(0);
        }
        return ActivationValues.of(activations);
    }

    private ChatRequest request(Explanation explanation, Excerpt excerpt, int position) {
        String tokens = ShownExcerpt.of(excerpt.tokens().subList(0, position + 1));
        return fewShots.fitted(
                examples -> new ChatRequest(model, prompt.chat(examples, explanation.text(), tokens), logprobs, false));
    }
}
