package dev.ganglion.cli.interchange;

import java.util.ArrayList;
import java.util.List;

/** How far an import is, and what was refused. Safe for many threads. */
final class ImportTally {

    /** The most refused places that are kept by name; all are counted. */
    static final int MOST_LISTED = 1000;

    private long sent;
    private long skipped;
    private long missing;
    private long refused;
    private long explanations;
    private double coverage;
    private final List<Refused> listed = new ArrayList<>();

    /**
     * Something of which no record was made.
     *
     * @param place the file, or the neuron of a file
     * @param sentence why
     */
    record Refused(String place, String sentence) {}

    synchronized void addSent(double tokenTableCoverage) {
        sent++;
        coverage += tokenTableCoverage;
    }

    synchronized void addExplanation() {
        explanations++;
    }

    synchronized void addSkipped() {
        skipped++;
    }

    synchronized void addMissing() {
        missing++;
    }

    synchronized void addRefused(String place, String sentence) {
        refused++;
        if (listed.size() < MOST_LISTED) {
            listed.add(new Refused(place, sentence));
        }
    }

    /** Neurons that the broker has now. */
    synchronized long sent() {
        return sent;
    }

    /** Explanations that the broker has now, with their simulations. */
    synchronized long explanations() {
        return explanations;
    }

    /** Neurons that were on the topic already. */
    synchronized long skipped() {
        return skipped;
    }

    /** Neurons that were asked for and are not there. */
    synchronized long missing() {
        return missing;
    }

    synchronized long refused() {
        return refused;
    }

    /** The first {@link #MOST_LISTED}. */
    synchronized List<Refused> listed() {
        return List.copyOf(listed);
    }

    synchronized long seen() {
        return sent + skipped + missing + refused;
    }

    /** Mean share of the held-out tokens that a sent record's token table has, 0 to 1; null if none was sent. */
    synchronized Double coverage() {
        return sent == 0 ? null : coverage / sent;
    }
}
