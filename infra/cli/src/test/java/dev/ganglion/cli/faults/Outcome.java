package dev.ganglion.cli.faults;

import java.util.List;

/**
 * What became of the chain under a fault.
 *
 * @param times how often it struck
 * @param neurons that came in
 * @param scores different ones that came out
 * @param doubled scores too many of the same explanation, simulator recipe and scorer, on the topic or in the database
 * @param lost neurons without a score
 * @param deadLetters records put aside
 * @param repeatedCalls of the language model that had been answered before
 * @param inFlight calls that were in flight when somebody was killed, which may be repeated
 * @param rewritten records that are on a topic more than once, under one id: as it may happen, and changes nothing
 * @param secondsToRecover from the strike until the next result, at its slowest; with the start of a process
 * @param problems one sentence for each thing that is not as it should be
 */
record Outcome(
        String fault,
        int times,
        int neurons,
        int scores,
        int doubled,
        int lost,
        int deadLetters,
        int repeatedCalls,
        int inFlight,
        int rewritten,
        double secondsToRecover,
        List<String> problems) {}
