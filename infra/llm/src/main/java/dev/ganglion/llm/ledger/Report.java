package dev.ganglion.llm.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.price.Price;

/**
 * What became of a claim.
 *
 * @param answer a JSON object, if it is answered
 * @param reason one sentence, if it is final without an answer
 * @param promptTokens null if unknown; so are the others of usage
 * @param cost in nano-dollars; null if the price is unknown, or nothing is known of a bill
 * @param estimated whether the server did not tell its usage, and {@code cost} is the most that it may be
 * @param sent of a claim that is given back: whether the request left, and may be billed
 * @param millis of a claim that is given back: how long nobody else may have it
 */
record Report(
        String key,
        long ticket,
        String recipe,
        State state,
        JsonNode answer,
        String reason,
        Long promptTokens,
        Long completionTokens,
        Long cost,
        boolean estimated,
        Long latencyMs,
        boolean sent,
        long millis) {

    /** As the table has them. */
    enum State {
        @JsonProperty("open")
        OPEN,
        @JsonProperty("answered")
        ANSWERED,
        @JsonProperty("format-failure")
        FORMAT_FAILURE,
        @JsonProperty("refused")
        REFUSED
    }

    /**
     * The server answered, well or not.
     *
     * @param price null if it is unknown
     */
    static Report answered(
            Claim claim,
            State state,
            JsonNode answer,
            String reason,
            Completion completion,
            Price price,
            long latencyMs) {
        long prompt = completion.promptTokens();
        long written = completion.completionTokens();
        boolean told = prompt >= 0 && written >= 0;
        Long cost = price == null ? null : told ? (Long) price.cost(prompt, written) : claim.cost();
        return new Report(
                claim.key(),
                claim.ticket(),
                claim.recipe(),
                state,
                answer,
                reason,
                prompt < 0 ? null : prompt,
                written < 0 ? null : written,
                cost,
                price != null && !told,
                latencyMs,
                true,
                0);
    }

    /** A claim that is given back. */
    static Report open(Claim claim, boolean sent, long millis) {
        return new Report(
                claim.key(),
                claim.ticket(),
                claim.recipe(),
                State.OPEN,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                sent,
                millis);
    }

    /** The server will not answer, and does not bill that. */
    static Report refused(Claim claim, String reason, long latencyMs) {
        Long cost = claim.cost() == null ? null : 0L;
        return new Report(
                claim.key(),
                claim.ticket(),
                claim.recipe(),
                State.REFUSED,
                null,
                reason,
                null,
                null,
                cost,
                false,
                latencyMs,
                true,
                0);
    }
}
