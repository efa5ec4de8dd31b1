package dev.ganglion.explainer.revision;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.explainer.subject.SentenceActivations;
import dev.ganglion.explainer.subject.SentenceRefusedException;
import dev.ganglion.explainer.subject.SentenceRun;
import dev.ganglion.llm.model.RefusedException;
import dev.ganglion.llm.prompt.ShownText;
import io.micrometer.core.instrument.Metrics;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Runs an explanation's sentences through the subject model. All are counted, in {@code ganglion.explainer.sentences} by
 * recipe, use and outcome; what is returned is of the one half only.
 */
final class Experiment {

    private final RecipeRef recipe;
    private final SentenceActivations subject;
    private final double threshold;

    /** @param threshold the neuron fires from this part of its maximum on */
    Experiment(RecipeRef recipe, SentenceActivations subject, double threshold) {
        this.recipe = recipe;
        this.subject = subject;
        this.threshold = threshold;
    }

    /**
     * What the neuron did on the sentences to revise with.
     *
     * @param fired the sentences on which it fired, as prompts show them, with the tokens marked
     * @param silent those on which it did not, as prompts show them
     */
    record Findings(List<String> fired, List<String> silent) {}

    /** Fails with {@link RefusedException} if the subject model can take none of the sentences to revise with. */
    Uni<Findings> run(Explanation explanation, List<String> sentences) {
        Halves halves = Halves.of(explanation, sentences);
        double level = threshold * explanation.maximum();
        return runs(explanation, halves.aside())
                .invoke(runs -> count("aside", runs, level))
                .chain(() -> runs(explanation, halves.evidence()))
                .invoke(runs -> count("evidence", runs, level))
                .map(runs -> findings(runs, level));
    }

    /** One after the other: the server runs one text at a time. */
    private Uni<List<Outcome>> runs(Explanation explanation, List<String> sentences) {
        return Multi.createFrom()
                .iterable(sentences)
                .onItem()
                .transformToUniAndConcatenate(sentence -> subject.of(explanation.neuron(), sentence)
                        .map(run -> new Outcome(Optional.of(run), ""))
                        .onFailure(SentenceRefusedException.class)
                        .recoverWithItem(refusal -> new Outcome(Optional.empty(), refusal.getMessage())))
                .collect()
                .asList();
    }

    private static Findings findings(List<Outcome> outcomes, double level) {
        List<SentenceRun> runs =
                outcomes.stream().flatMap(outcome -> outcome.run().stream()).toList();
        if (runs.isEmpty()) {
            throw new RefusedException("the activation server takes none of the sentences: "
                    + outcomes.get(0).refusal());
        }
        Predicate<SentenceRun> fires = run -> run.fires(level);
        return new Findings(
                runs.stream()
                        .filter(fires)
                        .map(run -> ShownText.highlighted(run.tokens(), token -> run.fires(token, level)))
                        .toList(),
                runs.stream()
                        .filter(fires.negate())
                        .map(run -> ShownText.of(run.tokens()))
                        .toList());
    }

    private void count(String use, List<Outcome> outcomes, double level) {
        for (Outcome outcome : outcomes) {
            Metrics.counter(
                            "ganglion.explainer.sentences",
                            "recipe",
                            recipe.pinned(),
                            "use",
                            use,
                            "outcome",
                            outcome.run()
                                    .map(run -> run.fires(level) ? "fired" : "silent")
                                    .orElse("refused"))
                    .increment();
        }
    }

    /** @param refusal why there is no run; one sentence */
    private record Outcome(Optional<SentenceRun> run, String refusal) {}
}
