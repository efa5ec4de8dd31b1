package dev.ganglion.interchange.openai;

import dev.ganglion.events.ActivationScale;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.PublishedRecipe;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import dev.ganglion.interchange.InterchangeException;
import dev.ganglion.interchange.Json;
import dev.ganglion.interchange.Texts;
import dev.ganglion.interchange.openai.ExplanationsFile.OneExcerpt;
import dev.ganglion.interchange.openai.ExplanationsFile.Scored;
import dev.ganglion.interchange.openai.ExplanationsFile.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes explanations and simulations of the published ones. They are under a recipe of their own, since nobody here can make them
 * again; what is published as a score is not taken over: the scorer computes it by this project's rules, from the simulated
 * activations, on the excerpts that are held out in the record too. Stateless; safe for use by many threads.
 */
public final class PublishedExplanations {

    private static final String NAME = "openai-published";
    private static final String METHOD = "published";
    private static final RecipeRef EXPLAINER = ref("explainer");
    private static final RecipeRef SIMULATOR = ref("simulator");

    private PublishedExplanations() {}

    /**
     * One published explanation.
     *
     * @param simulation of the excerpts that are held out in the record
     */
    public record Explained(Explanation explanation, Simulation simulation) {}

    private static String text(String service) {
        return "name: " + NAME + "\nservice: " + service + "\nmethod: " + METHOD
                + "\n# Imported from published files, and made by whoever published them: nothing here can run it.\n";
    }

    private static RecipeRef ref(String service) {
        return new RecipeRef(NAME, Identity.sha256("1 " + text(service)), METHOD);
    }

    /** The recipes under which they are, for the topic {@code recipes}. */
    public static List<PublishedRecipe> recipes() {
        return List.of(
                new PublishedRecipe("explainer", EXPLAINER, text("explainer")),
                new PublishedRecipe("simulator", SIMULATOR, text("simulator")));
    }

    /**
     * The explanations of one neuron.
     *
     * @param record the neuron's, imported
     * @param file the bytes at {@link Layout#explanations}
     * @throws InterchangeException with one sentence, if it is no such file, or an explanation was simulated on no excerpt that is
     *     held out
     */
    public static List<Explained> of(NeuronActivations record, byte[] file) {
        ExplanationsFile results = Json.read(file, ExplanationsFile.class);
        if (results.neuron() == null
                || !Objects.equals(results.neuron().layer(), record.neuron().layer())
                || !Objects.equals(results.neuron().index(), record.neuron().index())) {
            throw new InterchangeException("field \"neuron_id\" is missing or of another neuron");
        }
        if (results.explanations() == null) {
            throw new InterchangeException("missing required field \"scored_explanations\"");
        }
        Map<List<String>, Excerpt> heldOut = new HashMap<>();
        record.excerpts().stream()
                .filter(excerpt -> excerpt.heldOut() && excerpt.set() != ExcerptSet.QUANTILE)
                .forEach(excerpt -> heldOut.put(excerpt.tokens(), excerpt));
        List<Explained> explanations = new ArrayList<>();
        for (int i = 0; i < results.explanations().size(); i++) {
            explanations.add(explained(record, results.explanations().get(i), i, heldOut));
        }
        return List.copyOf(explanations);
    }

    private static Explained explained(
            NeuronActivations record, Scored scored, int candidate, Map<List<String>, Excerpt> heldOut) {
        String where = "scored_explanations[" + candidate + "]";
        if (scored == null
                || scored.explanation() == null
                || scored.simulation() == null
                || scored.simulation().sequences() == null) {
            throw new InterchangeException("field \"" + where + "\" needs \"explanation\" and \"scored_simulation\"");
        }
        String text = Texts.wellFormed(scored.explanation()).strip();
        Explanation explanation = new Explanation(
                Identity.explanation(record.id(), EXPLAINER.digest(), candidate, null, text),
                record.neuron(),
                record.id(),
                EXPLAINER,
                candidate,
                null,
                ExplanationKind.WORDS,
                text,
                null,
                record.statistics().maximum(),
                record.excerpts().stream().filter(Excerpt::heldOut).toList());
        List<SimulatedExcerpt> excerpts = new ArrayList<>();
        ActivationScale scale = null;
        Map<List<String>, Excerpt> left = new HashMap<>(heldOut);
        for (OneExcerpt one : scored.simulation().sequences()) {
            Sequence sequence = checked(one, where);
            Excerpt excerpt = left.remove(Texts.wellFormed(sequence.tokens()));
            if (excerpt != null) {
                excerpts.add(new SimulatedExcerpt(
                        excerpt.id(), excerpt.set(), excerpt.split(), excerpt.activations(), sequence.expected()));
                scale = sequence.scale();
            }
        }
        if (excerpts.isEmpty()) {
            throw new InterchangeException(
                    "field \"" + where + "\" was simulated on no excerpt that is held out in the neuron's record");
        }
        return new Explained(explanation, simulation(explanation, scale, excerpts));
    }

    private static Sequence checked(OneExcerpt one, String where) {
        Sequence sequence = one == null ? null : one.simulation();
        if (sequence == null
                || sequence.tokens() == null
                || sequence.expected() == null
                || sequence.tokens().size() != sequence.expected().size()
                || sequence.tokens().stream().anyMatch(Objects::isNull)) {
            throw new InterchangeException(
                    "field \"" + where + "\" has a simulation without as many \"expected_activations\" as \"tokens\"");
        }
        return sequence;
    }

    private static Simulation simulation(
            Explanation explanation, ActivationScale scale, List<SimulatedExcerpt> excerpts) {
        return new Simulation(
                Identity.simulation(explanation.id(), SIMULATOR.digest()),
                explanation.neuron(),
                explanation.activations(),
                explanation.id(),
                explanation.kind(),
                explanation.text(),
                EXPLAINER,
                SIMULATOR,
                scale == null ? ActivationScale.SIMULATED_NORMALIZED_ACTIVATIONS : scale,
                explanation.maximum(),
                excerpts);
    }
}
