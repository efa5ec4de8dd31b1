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

/**
 * Excerpts that belong together.
 *
 * @param open whether they are shown at once
 */
record ExcerptGroup(String title, boolean open, List<ExcerptView> excerpts) {

    /** The most excerpts of a group that are shown. */
    private static final int MOST = 25;

    /** The simulated excerpts by split, those of the shown score first. Their texts are in the record. */
    static List<ExcerptGroup> simulated(NeuronActivations record, Simulation simulation, Heat heat) {
        Map<String, Excerpt> texts = new LinkedHashMap<>();
        record.excerpts().forEach(excerpt -> texts.putIfAbsent(excerpt.id(), excerpt));
        Heat simulatedHeat = new Heat(largestSimulated(simulation));
        List<ExcerptGroup> groups = new ArrayList<>();
        for (Split split : List.of(Split.VALID, Split.CALIBRATION, Split.TEST, Split.NONE)) {
            List<ExcerptView> views = simulation.excerpts().stream()
                    .filter(excerpt -> excerpt.split() == split && texts.containsKey(excerpt.id()))
                    .limit(MOST)
                    .map(excerpt -> ExcerptView.of(texts.get(excerpt.id()), heat, excerpt.simulated(), simulatedHeat))
                    .toList();
            if (!views.isEmpty()) {
                String title = split == Split.VALID ? "valid: what the score is on" : split.toString();
                groups.add(new ExcerptGroup(title, split == Split.VALID, views));
            }
        }
        return groups;
    }

    /** The record's excerpts by what they are there for. */
    static List<ExcerptGroup> recorded(NeuronActivations record, Heat heat) {
        Map<String, List<ExcerptView>> groups = new LinkedHashMap<>();
        groups.put("Top", new ArrayList<>());
        for (Excerpt excerpt : record.excerpts()) {
            List<ExcerptView> group = groups.computeIfAbsent(title(excerpt), title -> new ArrayList<>());
            if (group.size() < MOST) {
                group.add(ExcerptView.of(excerpt, heat));
            }
        }
        List<ExcerptGroup> shown = new ArrayList<>();
        groups.forEach((title, excerpts) -> {
            if (!excerpts.isEmpty()) {
                shown.add(new ExcerptGroup(title, title.equals("Top"), excerpts));
            }
        });
        return shown;
    }

    private static String title(Excerpt excerpt) {
        return switch (excerpt.set()) {
            case TOP -> "Top";
            case RANDOM -> "Random";
            case HARD_NEGATIVE -> "Hard negatives: silent, with tokens on which it fires elsewhere";
            case QUANTILE ->
                excerpt.quantiles() == null
                        ? "Lower quantiles"
                        : "Quantiles " + ShownText.prose(excerpt.quantiles(), 40);
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
