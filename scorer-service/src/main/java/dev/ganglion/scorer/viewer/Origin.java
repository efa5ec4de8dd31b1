package dev.ganglion.scorer.viewer;

import dev.ganglion.events.Scores;
import dev.ganglion.scorer.results.Candidates;
import dev.ganglion.scorer.results.Candidates.Candidate;
import dev.ganglion.scorer.results.KnownExplanation;
import dev.ganglion.scorer.results.KnownNeuron;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where an explanation stands among the others of its neuron.
 *
 * @param candidate what it is among its recipe's candidates, or null if it is the only one
 * @param better the candidate that is the best, if it is another; else null
 * @param revises the explanation that it revises, or null
 * @param revisedAs those that revise it
 */
record Origin(String candidate, Words better, Words revises, List<Words> revisedAs) {

    private static final int LONGEST = 300;

    /**
     * Another explanation.
     *
     * @param link to the page with it; null if it is not scored
     */
    record Words(String link, String text) {}

    static Origin of(KnownNeuron known, KnownExplanation explanation, Optional<Scores> shown) {
        Optional<Candidates> among = shown.flatMap(scores -> candidates(known, scores));
        Optional<Candidate> best = among.flatMap(Candidates::best);
        return new Origin(
                among.map(all -> note(all, explanation.id())).orElse(null),
                best.filter(each -> !each.explanation().equals(explanation.id()))
                        .map(each -> words(known, each.explanation()))
                        .orElse(null),
                explanation.parent() == null ? null : words(known, explanation.parent()),
                known.explanations().stream()
                        .filter(each -> explanation.id().equals(each.parent()))
                        .map(each -> words(known, each.id()))
                        .toList());
    }

    /** In a few words, for a row of a table; empty if there is nothing to say. */
    static String brief(KnownNeuron known, Scores scores) {
        StringBuilder brief = new StringBuilder();
        candidates(known, scores).ifPresent(all -> all.candidates().stream()
                .filter(each -> each.explanation().equals(scores.explanation()))
                .findFirst()
                .ifPresent(each -> brief.append("candidate ")
                        .append(each.candidate())
                        .append(each.best() ? ", the best on calibration" : "")));
        boolean revised = known.explanations().stream()
                .anyMatch(each -> each.id().equals(scores.explanation()) && each.parent() != null);
        if (revised) {
            brief.append(brief.isEmpty() ? "" : "; ").append("revises another");
        }
        return brief.toString();
    }

    private static Optional<Candidates> candidates(KnownNeuron known, Scores scores) {
        return known.candidates().stream()
                .filter(all -> all.activations().equals(scores.activations())
                        && all.explainer().digest().equals(scores.explainer().digest())
                        && all.simulator().digest().equals(scores.simulator().digest()))
                .findFirst();
    }

    private static String note(Candidates all, UUID explanation) {
        String one = "One of " + all.candidates().size() + " candidates";
        return all.best()
                .map(best -> best.explanation().equals(explanation)
                        ? one + ", the best of them on the calibration split."
                        : one + "; another is better on the calibration split:")
                .orElse(one + "; none of them has a score on the calibration split.");
    }

    private static Words words(KnownNeuron known, UUID explanation) {
        return new Words(
                known.scores().stream()
                        .filter(scores -> scores.explanation().equals(explanation))
                        .findFirst()
                        .map(scores -> Link.to("/neurons/" + known.neuron())
                                .with("scores", scores.id())
                                .toString())
                        .orElse(null),
                known.explanations().stream()
                        .filter(each -> each.id().equals(explanation))
                        .findFirst()
                        .map(each -> ShownText.prose(each.text(), LONGEST))
                        .orElse("an explanation that has not arrived"));
    }
}
