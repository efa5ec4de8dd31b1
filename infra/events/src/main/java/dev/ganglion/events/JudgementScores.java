package dev.ganglion.events;

/**
 * How well the judgements of a simulation match what the neuron does, over all its excerpts together. The counts are of
 * excerpts that were judged.
 *
 * @param firesFrom an excerpt fires if its maximum is at least this, in the neuron's unit
 * @param silentBelow it is silent if its maximum is below this
 * @param positives excerpts that fire
 * @param negatives excerpts that are silent
 * @param truePositives those that fire and were judged to
 * @param falsePositives those that are silent and were judged to fire
 * @param failures excerpts that could not be judged; they are in none of the other numbers
 * @param balancedAccuracy mean of the share of positives and the share of negatives that were judged rightly; 0.5 is chance
 * @param auc probability that a positive is given a higher probability than a negative, ties counting half
 * @param precision of those judged to fire, the share that does
 * @param recall of those that fire, the share that was judged to
 * @param f1 harmonic mean of precision and recall
 */
public record JudgementScores(
        double firesFrom,
        double silentBelow,
        int positives,
        int negatives,
        int truePositives,
        int falsePositives,
        int failures,
        Estimate balancedAccuracy,
        Estimate auc,
        Estimate precision,
        Estimate recall,
        Estimate f1) {

    public JudgementScores {
        Required.finite("firesFrom", firesFrom);
        Required.finite("silentBelow", silentBelow);
        Required.that(
                positives >= 0 && negatives >= 0 && failures >= 0,
                "fields \"positives\", \"negatives\" and \"failures\" must be 0 or more");
        Required.that(
                truePositives >= 0 && truePositives <= positives,
                "field \"truePositives\" must be from 0 to \"positives\"");
        Required.that(
                falsePositives >= 0 && falsePositives <= negatives,
                "field \"falsePositives\" must be from 0 to \"negatives\"");
        Required.field("balancedAccuracy", balancedAccuracy);
        Required.field("auc", auc);
        Required.field("precision", precision);
        Required.field("recall", recall);
        Required.field("f1", f1);
    }
}
