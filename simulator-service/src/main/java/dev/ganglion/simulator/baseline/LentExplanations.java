package dev.ganglion.simulator.baseline;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronId;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Explanations that are lent to other neurons, by chance and yet always the same ones: for each explainer recipe, subject
 * model and kind those 1,024 whose hash of seed and id is lowest. It keeps nothing of their excerpts: about 1 KB for words, and the
 * table for a token table.
 */
public final class LentExplanations {

    static final int MOST = 1024;
    private static final int HEXADECIMAL = 16;

    private final long seed;
    private final Map<Group, TreeMap<String, Explanation>> lowest;

    private record Group(String recipe, String model, ExplanationKind kind) {
        static Group of(Explanation explanation) {
            return new Group(explanation.recipe().digest(), explanation.neuron().model(), explanation.kind());
        }
    }

    /**
     * Another neuron's explanation, put in the place of a neuron's own.
     *
     * @param owner whose explanation it is
     * @param explanation its words or its table, with the excerpts of the neuron that it is lent to
     */
    public record Loan(NeuronId owner, Explanation explanation) {}

    private LentExplanations(long seed, Map<Group, TreeMap<String, Explanation>> lowest) {
        this.seed = seed;
        this.lowest = lowest;
    }

    /** Gathers them from all explanations, in whatever order these come and however often. For one thread. */
    public static final class Gathering {

        private final long seed;
        private final Map<Group, TreeMap<String, Explanation>> lowest = new HashMap<>();

        public Gathering(long seed) {
            this.seed = seed;
        }

        /** Only first candidates are lent: further ones would give a neuron more weight than others. */
        public void add(Explanation explanation) {
            if (explanation.candidate() > 0) {
                return;
            }
            TreeMap<String, Explanation> group = lowest.computeIfAbsent(Group.of(explanation), any -> new TreeMap<>());
            group.put(Identity.sha256(seed + "/" + explanation.id()), without(explanation));
            if (group.size() > MOST) {
                group.pollLastEntry();
            }
        }

        public LentExplanations done() {
            return new LentExplanations(seed, new HashMap<>(lowest));
        }
    }

    /**
     * What is lent to the neuron instead of its own explanation.
     *
     * @return nothing for further candidates, and if no other neuron of its model is explained by this recipe
     */
    public Optional<Loan> lend(Explanation own) {
        List<Explanation> lent = own.candidate() > 0
                ? List.of()
                : lowest.getOrDefault(Group.of(own), new TreeMap<>()).values().stream()
                        .filter(explanation -> !explanation.neuron().equals(own.neuron()))
                        .toList();
        if (lent.isEmpty()) {
            return Optional.empty();
        }
        BigInteger hash =
                new BigInteger(Identity.sha256(seed + "/" + own.neuron().key()), HEXADECIMAL);
        Explanation chosen = lent.get(hash.mod(BigInteger.valueOf(lent.size())).intValue());
        return Optional.of(new Loan(chosen.neuron(), inPlaceOf(own, chosen)));
    }

    private static Explanation inPlaceOf(Explanation own, Explanation chosen) {
        return new Explanation(
                chosen.id(),
                own.neuron(),
                own.activations(),
                chosen.recipe(),
                chosen.candidate(),
                chosen.parent(),
                chosen.kind(),
                chosen.text(),
                chosen.tokenMeans(),
                own.maximum(),
                own.heldOut());
    }

    private static Explanation without(Explanation explanation) {
        return new Explanation(
                explanation.id(),
                explanation.neuron(),
                explanation.activations(),
                explanation.recipe(),
                explanation.candidate(),
                explanation.parent(),
                explanation.kind(),
                explanation.text(),
                explanation.tokenMeans(),
                explanation.maximum(),
                List.of());
    }
}
