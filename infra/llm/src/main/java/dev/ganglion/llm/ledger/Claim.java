package dev.ganglion.llm.ledger;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The wish to ask a question.
 *
 * @param key of the answer
 * @param ticket names this claim among the process's
 * @param recipe the digest of the recipe that pays
 * @param neuron on whose behalf
 * @param attempt from 1
 * @param cost the most that it may cost, in nano-dollars; null if the price is unknown
 * @param again whether a format failure or a refusal that is remembered is none, and the question is asked once more
 */
record Claim(
        String key,
        long ticket,
        String recipe,
        String model,
        String neuron,
        int sample,
        int attempt,
        Long cost,
        boolean again) {

    /** The same, with the most that it may cost. */
    Claim costing(Long most) {
        return new Claim(key, ticket, recipe, model, neuron, sample, attempt, most, again);
    }

    /** The same, that takes what is remembered, whatever it is. */
    Claim onlyOnce() {
        return new Claim(key, ticket, recipe, model, neuron, sample, attempt, cost, false);
    }

    /** What came of it. */
    sealed interface Outcome {}

    /** The question was answered before. */
    record Answered(JsonNode answer) implements Outcome {}

    /** The answer was not in the format that was asked for. */
    record Misformatted(String reason) implements Outcome {}

    /** The server will not answer. */
    record Refused(String reason) implements Outcome {}

    /** It is ours to ask, and its cost is reserved. */
    record Granted() implements Outcome {}

    /**
     * Somebody else is asking.
     *
     * @param millis until the other's lease ends, if it is not renewed
     */
    record Busy(long millis) implements Outcome {}

    /** The budget does not allow it now: it is spent, or reserved, or cannot be kept without a price. */
    record Unaffordable() implements Outcome {}
}
