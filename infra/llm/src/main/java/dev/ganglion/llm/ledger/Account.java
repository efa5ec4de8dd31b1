package dev.ganglion.llm.ledger;

import java.math.BigDecimal;

/**
 * What a recipe did with its money. Money is in dollars, exact to a nano-dollar, but for the quotient.
 *
 * @param recipe {@code name@digest8}
 * @param digest of the recipe, hexadecimal
 * @param service {@code explainer} or {@code simulator}
 * @param model that it asks
 * @param budget null if there is no limit
 * @param spent by calls whose answer came
 * @param unconfirmed the most that calls without an answer may have cost
 * @param reserved the most that calls in flight may cost
 * @param calls HTTP requests
 * @param answers in the format that was asked for
 * @param formatFailures answers in no such format
 * @param refusals requests that the server will not answer
 * @param unpriced finished questions of unknown cost: nothing of them is in {@code spent}
 * @param promptTokens as far as servers counted them
 * @param completionTokens likewise
 * @param neurons on whose behalf something was finished
 * @param dollarsPerNeuron {@code spent} over {@code neurons}, rounded to a nano-dollar; null if there are none, or if a cost
 *     is unknown
 * @param meanMillis of calls that were finished; null if there are none
 * @param p95Millis the 95th percentile of these; null if there are none
 */
public record Account(
        String recipe,
        String digest,
        String service,
        String model,
        BigDecimal budget,
        BigDecimal spent,
        BigDecimal unconfirmed,
        BigDecimal reserved,
        long calls,
        long answers,
        long formatFailures,
        long refusals,
        long unpriced,
        long promptTokens,
        long completionTokens,
        long neurons,
        BigDecimal dollarsPerNeuron,
        Double meanMillis,
        Double p95Millis) {}
