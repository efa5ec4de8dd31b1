package dev.ganglion.scorer.viewer;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import dev.ganglion.events.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Excerpts that belong together. A page has the first of them, and fetches the others when they are wanted: a record's excerpts
 * are some four thousand tokens.
 *
 * @param key names it among the neuron's
 * @param title what they are
 * @param size how many there are
 * @param more the address of the excerpts; null if they are here
 * @param excerpts empty if they are elsewhere
 */
record ExcerptGroup(String key, String title, int size, String more, List<ExcerptView> excerpts) {

    /** The most excerpts of a group that are shown. */
    private static final int MOST = 25;

    private static final String TOP = "top";
    private static final List<Split> SPLITS = List.of(Split.VALID, Split.CALIBRATION, Split.TEST, Split.NONE);

    /** Which groups are wanted whole, and where the others are. */
    record Wanted(Set<String> keys, Link elsewhere) {

        /** Those that a page begins with. */
        static Wanted first(Link elsewhere) {
            return new Wanted(Set.of(Split.VALID.toString(), TOP), elsewhere);
        }

        private ExcerptGroup group(String key, String title, List<ExcerptView> views, int size) {
            return keys.contains(key)
                    ? new ExcerptGroup(key, title, size, null, views)
                    : new ExcerptGroup(
                            key, title, size, elsewhere.and("group", key).toString(), List.of());
        }
    }

    /** The simulated excerpts by split, those of the shown score first. Their texts are in the record. */
    static List<ExcerptGroup> simulated(NeuronActivations record, Simulation simulation, Heat heat, Wanted wanted) {
        Map<String, Excerpt> texts = new LinkedHashMap<>();
        record.excerpts().forEach(excerpt -> texts.putIfAbsent(excerpt.id(), excerpt));
        Heat simulatedHeat = new Heat(largestSimulated(simulation));
        List<ExcerptGroup> groups = new ArrayList<>();
        for (Split split : SPLITS) {
            List<SimulatedExcerpt> excerpts = simulation.excerpts().stream()
                    .filter(excerpt -> excerpt.split() == split && texts.containsKey(excerpt.id()))
                    .limit(MOST)
                    .toList();
            if (!excerpts.isEmpty()) {
                String key = split.toString();
                List<ExcerptView> views = wanted.keys().contains(key)
                        ? excerpts.stream()
                                .map(excerpt -> ExcerptView.of(
                                        texts.get(excerpt.id()), heat, excerpt.simulated(), simulatedHeat))
                                .toList()
                        : List.of();
                groups.add(wanted.group(key, title(split), views, excerpts.size()));
            }
        }
        return groups;
    }

    /** The record's excerpts by what they are there for. */
    static List<ExcerptGroup> recorded(NeuronActivations record, Heat heat, Wanted wanted) {
        Map<String, List<Excerpt>> groups = new LinkedHashMap<>();
        groups.put(TOP, new ArrayList<>());
        for (Excerpt excerpt : record.excerpts()) {
            List<Excerpt> group = groups.computeIfAbsent(key(excerpt), key -> new ArrayList<>());
            if (group.size() < MOST) {
                group.add(excerpt);
            }
        }
        List<ExcerptGroup> shown = new ArrayList<>();
        groups.forEach((key, excerpts) -> {
            if (!excerpts.isEmpty()) {
                List<ExcerptView> views = wanted.keys().contains(key)
                        ? excerpts.stream()
                                .map(excerpt -> ExcerptView.of(excerpt, heat))
                                .toList()
                        : List.of();
                shown.add(wanted.group(key, title(excerpts.get(0)), views, excerpts.size()));
            }
        });
        return shown;
    }

    private static String title(Split split) {
        return switch (split) {
            case VALID -> "Scored on these";
            case CALIBRATION -> "For choosing among candidates";
            case TEST -> "Kept back for tests";
            default -> "Others";
        };
    }

    private static String key(Excerpt excerpt) {
        return excerpt.quantiles() == null ? excerpt.set().toString() : excerpt.set() + " " + excerpt.quantiles();
    }

    private static String title(Excerpt excerpt) {
        return switch (excerpt.set()) {
            case TOP -> "Highest activations";
            case RANDOM -> "Random text";
            case HARD_NEGATIVE -> "Silent, though its tokens fire elsewhere";
            case QUANTILE ->
                excerpt.quantiles() == null
                        ? "Lower quantiles"
                        : "Quantiles "
                                + ShownText.prose(excerpt.quantiles(), 40).replace('-', '–');
            default -> ShownText.prose(excerpt.set().toString().replace('-', ' '), 40);
        };
    }

    private static double largestSimulated(Simulation simulation) {
        double largest = 0;
        for (SimulatedExcerpt excerpt : simulation.excerpts()) {
            ActivationValues values = excerpt.simulated();
            for (int i = Excerpt.FIRST_COUNTED; i < values.size(); i++) {
                largest = Math.max(largest, Math.abs(values.get(i)));
            }
        }
        return largest;
    }
}
