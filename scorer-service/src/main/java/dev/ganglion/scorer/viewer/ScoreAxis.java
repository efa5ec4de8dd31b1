package dev.ganglion.scorer.viewer;

import java.util.ArrayList;
import java.util.List;

/**
 * One score on a line, with the neuron's other scores as ticks. Coordinates are of a picture 300 units wide.
 *
 * @param from the score at the left end, 0 or −1
 * @param at where the score is
 * @param ticks where the others are
 */
record ScoreAxis(String from, double at, List<Tick> ticks) {

    private static final double LEFT = 8;
    private static final double WIDTH = 284;

    record Tick(double at, String label) {}

    /** A score to be marked with a tick. */
    record Other(double score, String label) {}

    static ScoreAxis of(double score, List<Other> others) {
        boolean negative = score < 0 || others.stream().anyMatch(other -> other.score() < 0);
        List<Tick> ticks = new ArrayList<>();
        for (Other other : others) {
            ticks.add(new Tick(position(other.score(), negative), other.label()));
        }
        return new ScoreAxis(negative ? "−1" : "0", position(score, negative), ticks);
    }

    private static double position(double score, boolean negative) {
        double part = negative ? (score + 1) / 2 : score;
        return Math.round(10 * (LEFT + WIDTH * part)) / 10.0;
    }
}
