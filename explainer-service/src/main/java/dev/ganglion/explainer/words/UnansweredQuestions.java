package dev.ganglion.explainer.words;

import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.UnanswerableException;
import io.micrometer.core.instrument.Metrics;
import org.jboss.logging.Logger;

/**
 * Makes visible what is missing from a result that is published all the same: a line in the log with the neuron's key, and
 * {@code ganglion.explainer.unanswered} by recipe and reason.
 */
public final class UnansweredQuestions {

    private static final Logger LOG = Logger.getLogger(UnansweredQuestions.class);

    private UnansweredQuestions() {}

    /** @param what is missing, as the log says it */
    public static void report(RecipeRef recipe, NeuronId neuron, String what, UnanswerableException failure) {
        Metrics.counter(
                        "ganglion.explainer.unanswered",
                        "recipe",
                        recipe.pinned(),
                        "reason",
                        failure instanceof FormatFailureException ? "format" : "refused")
                .increment();
        LOG.warnf("%s: %s of recipe %s is missing: %s", neuron.key(), what, recipe.pinned(), failure.getMessage());
    }
}
