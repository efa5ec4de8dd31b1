package dev.ganglion.llm.service;

import dev.ganglion.llm.model.AnswerFormat;
import dev.ganglion.llm.model.Capability;
import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.CompletionRequest;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.Message;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.ModelUse;
import dev.ganglion.llm.model.TokenLogprobs;
import java.util.List;
import java.util.Optional;

/**
 * Asks a server for the logprobs that a recipe cannot do without, before any neuron is worked on: without them every answer
 * would be a format failure. The answer is remembered like any other, so it is asked once and not at every start.
 */
final class Probe implements AnswerFormat<Probe.Found> {

    private static final int TOKENS = 4;

    /**
     * What was found.
     *
     * @param alternatives at a token
     */
    record Found(int alternatives) {}

    /** What to ask for this recipe; nothing if it needs no logprobs. */
    static Optional<ModelRequest> of(ModelUse use) {
        if (use.needs().contains(Capability.PROMPT_LOGPROBS)) {
            return Optional.of(
                    new CompletionRequest(use.model().withMaxTokens(1), "one\t1\ntwo\t2\n", use.topLogprobs(), true));
        }
        if (use.needs().contains(Capability.OUTPUT_LOGPROBS)) {
            return Optional.of(new ChatRequest(
                    use.model().withMaxTokens(TOKENS),
                    List.of(Message.user("Answer with the digit 1.")),
                    use.topLogprobs(),
                    false));
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        return "probe/1";
    }

    @Override
    public Class<Found> type() {
        return Found.class;
    }

    @Override
    public Found parse(Completion completion) {
        TokenLogprobs tokens = completion.tokens();
        int most = 0;
        for (int i = 0; i < tokens.size(); i++) {
            most = Math.max(most, tokens.alternatives(i).size());
        }
        if (most == 0) {
            throw new FormatFailureException("the answer has no logprobs");
        }
        return new Found(most);
    }
}
