package dev.ganglion.llm.ledger;

import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.prompt.TokenCount;
import java.util.concurrent.atomic.LongAdder;

/**
 * About how many tokens a prompt has, for a limit of tokens per minute: the bound, made smaller by what servers have counted
 * so far. Counting each prompt would cost more time than all the rest of a call.
 */
final class TokenEstimate {

    private final LongAdder bounds = new LongAdder();
    private final LongAdder counted = new LongAdder();

    /** Tokens that the call may take, the answer included. */
    long of(ModelRequest request) {
        long bound = TokenCount.bound(request);
        long bounded = bounds.sum();
        double share = bounded == 0 ? 1 : Math.min(1, (double) counted.sum() / bounded);
        return (long) Math.ceil(bound * share) + request.settings().maxTokens();
    }

    /** @param tokens as the server counted them; negative if it did not */
    void learn(ModelRequest request, long tokens) {
        if (tokens > 0) {
            bounds.add(TokenCount.bound(request));
            counted.add(tokens);
        }
    }
}
