package dev.ganglion.scorer.viewer;

import dev.ganglion.events.ConfidenceInterval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One score on a line, its interval around it, and what it is to be read against. Places are per cent of the line's width, so
 * that a page can draw it as wide as it likes with letters of one size.
 *
 * @param from the score at the left end, 0 or −1
 * @param at where the score is
 * @param interval null without one
 * @param marks baselines, from left to right
 * @param label all of it in words
 */
record ScoreAxis(String from, double at, Band interval, List<Mark> marks, String label) {

    /** How wide a character of a name is at most, on the line of a small window. */
    private static final double CHARACTER = 1.9;

    /** From where to where a band lies. */
    record Band(double from, double width) {}

    /**
     * A baseline.
     *
     * @param row of its name below the line, from 0
     * @param anchor on which side of the mark its name is, as SVG says it
     */
    record Mark(double at, String name, int row, String anchor) {}

    /** A baseline to be marked. */
    record Baseline(double score, String name) {}

    static ScoreAxis of(double score, ConfidenceInterval interval, List<Baseline> baselines) {
        boolean known = interval != null && interval.low() != null;
        boolean negative = score < 0
                || known && interval.low() < 0
                || baselines.stream().anyMatch(baseline -> baseline.score() < 0);
        return new ScoreAxis(
                negative ? "\u22121" : "0",
                place(score, negative),
                known ? band(interval, negative) : null,
                marks(baselines, negative),
                label(score, known ? interval : null, baselines));
    }

    private static Band band(ConfidenceInterval interval, boolean negative) {
        double from = place(interval.low(), negative);
        return new Band(from, Math.max(0.5, round(place(interval.high(), negative) - from)));
    }

    /** A name is right of its mark, or left where there is no room, and below those that it would lie on. */
    private static List<Mark> marks(List<Baseline> baselines, boolean negative) {
        List<Mark> marks = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        for (Baseline baseline : baselines.stream()
                .sorted(Comparator.comparingDouble(Baseline::score))
                .toList()) {
            double at = place(baseline.score(), negative);
            String name = baseline.name() + " " + Figures.decimal(baseline.score());
            double width = CHARACTER * name.length();
            boolean left = at + width > 100;
            int row = 0;
            while (row < ends.size() && ends.get(row) > (left ? at - width : at)) {
                row++;
            }
            if (row == ends.size()) {
                ends.add(0.0);
            }
            ends.set(row, left ? at : at + width);
            marks.add(new Mark(at, name, row, left ? "end" : "start"));
        }
        return marks;
    }

    /** How many lines of names there are below the line. */
    public int rows() {
        return marks.stream().mapToInt(mark -> mark.row() + 1).max().orElse(0);
    }

    private static String label(double score, ConfidenceInterval interval, List<Baseline> baselines) {
        StringBuilder label = new StringBuilder("score " + Figures.decimal(score));
        if (interval != null) {
            label.append(", 95 % interval ")
                    .append(Figures.decimal(interval.low()))
                    .append(" to ")
                    .append(Figures.decimal(interval.high()));
        }
        baselines.forEach(baseline ->
                label.append("; ").append(baseline.name()).append(' ').append(Figures.decimal(baseline.score())));
        return label.toString();
    }

    private static double place(double score, boolean negative) {
        return round(100 * (negative ? (score + 1) / 2 : score));
    }

    private static double round(double value) {
        return Math.round(10 * Math.max(0, Math.min(100, value))) / 10.0;
    }
}
