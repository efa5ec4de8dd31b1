package dev.ganglion.scorer.results;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Score;
import dev.ganglion.events.ScoredOn;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Scores.SplitScores;
import dev.ganglion.events.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Several explanations of one record by one recipe, scored under one simulator recipe. The best has the highest
 * correlation on the calibration split, of equal ones the lowest ordinal; what is undefined there never is the best. What
 * is reported is its score on the valid split, which the choice knows nothing of: the highest of several there would be
 * so by luck.
 *
 * @param activations id of the record
 * @param candidates by ordinal, two or more
 */
public record Candidates(RecipeRef explainer, RecipeRef simulator, UUID activations, List<Candidate> candidates) {

    /**
     * One of them.
     *
     * @param candidate ordinal among the recipe's candidates, from 0
     * @param scores id of its scores
     * @param calibration what the best is chosen by
     * @param valid what is reported
     */
    public record Candidate(
            UUID explanation, int candidate, UUID scores, Score calibration, Score valid, boolean best) {

        Candidate marked(boolean asBest) {
            return new Candidate(explanation, candidate, scores, calibration, valid, asBest);
        }
    }

    /** Ids as the database orders them. */
    private static final Comparator<Candidate> BY_ORDINAL = Comparator.comparingInt(Candidate::candidate)
            .thenComparing(each -> each.explanation().toString());

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(
                    (Candidate each) -> -each.calibration().value())
            .thenComparing(BY_ORDINAL);

    private record Group(UUID activations, String explainer, String simulator) {}

    /** Those of a neuron, wherever a recipe has more than one. Explanations that have not arrived are not among them. */
    static List<Candidates> of(List<KnownExplanation> explanations, List<Scores> scores) {
        Map<UUID, KnownExplanation> byId = explanations.stream()
                .collect(Collectors.toMap(KnownExplanation::id, each -> each, (one, other) -> one));
        Map<Group, Map<UUID, Scores>> groups = new LinkedHashMap<>();
        for (Scores each : scores) {
            if (byId.containsKey(each.explanation())) {
                groups.computeIfAbsent(
                                new Group(
                                        each.activations(),
                                        each.explainer().digest(),
                                        each.simulator().digest()),
                                group -> new LinkedHashMap<>())
                        .putIfAbsent(each.explanation(), each);
            }
        }
        List<Candidates> all = new ArrayList<>();
        for (Map<UUID, Scores> group : groups.values()) {
            if (group.size() > 1) {
                all.add(of(byId, List.copyOf(group.values())));
            }
        }
        return all;
    }

    /** The best one; none if none is defined on the calibration split. */
    public Optional<Candidate> best() {
        return candidates.stream().filter(Candidate::best).findFirst();
    }

    private static Candidates of(Map<UUID, KnownExplanation> explanations, List<Scores> group) {
        List<Candidate> candidates = group.stream()
                .map(each -> new Candidate(
                        each.explanation(),
                        explanations.get(each.explanation()).candidate(),
                        each.id(),
                        correlation(each, Split.CALIBRATION),
                        correlation(each, Split.VALID),
                        false))
                .sorted(BY_ORDINAL)
                .toList();
        Candidate best = candidates.stream()
                .filter(each -> each.calibration().value() != null)
                .min(BEST_FIRST)
                .orElse(null);
        Scores any = group.get(0);
        return new Candidates(
                any.explainer(),
                any.simulator(),
                any.activations(),
                candidates.stream().map(each -> each.marked(each.equals(best))).toList());
    }

    private static Score correlation(Scores scores, Split split) {
        return scores.on(split, ScoredOn.TOP_AND_RANDOM)
                .map(SplitScores::correlation)
                .orElse(Score.undefined("not scored on the " + split + " split"));
    }
}
