package dev.ganglion.scorer.results;

import java.time.Instant;
import java.util.Map;

/**
 * How far everything is: counts of distinct ids.
 *
 * @param neurons neurons that have a record
 * @param activations records
 * @param simulations by activations and by judgements
 * @param scores of simulated activations
 * @param definedScores how many of them have a value
 * @param undefinedScores by reason
 * @param meanScore over the defined ones, of several candidates of one recipe that of the best; null if no score is
 *     defined
 * @param judgements scores of judgements
 * @param deadLetters open ones of all services
 * @param at when it was counted, of a large database; null for just now
 */
public record Counts(
        long neurons,
        long activations,
        long explanations,
        long simulations,
        long scores,
        long definedScores,
        Map<String, Long> undefinedScores,
        Double meanScore,
        long judgements,
        long deadLetters,
        Instant at) {}
