package dev.ganglion.scorer.api;

import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.WeightSummary;
import dev.ganglion.scorer.results.ScoredExplanation;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a neuron's weights lead to.
 *
 * @param activations id of the record that says so
 * @param weights tokens and neurons
 * @param explanations by neuron, the best scored one of each that has one
 */
record RelatedDetail(NeuronId neuron, UUID activations, WeightSummary weights, Map<String, Words> explanations) {

    /** @param text at most {@link ScoredExplanation#LONGEST_TEXT} characters; null if it has not arrived */
    record Words(UUID id, String text, Double score, RecipeRef explainer, RecipeRef simulator) {}

    static RelatedDetail of(NeuronActivations record, Map<NeuronId, ScoredExplanation> explained) {
        Map<String, Words> words = new TreeMap<>();
        explained.forEach((neuron, best) -> words.put(
                neuron.key(),
                new Words(best.explanation(), best.text(), best.score().value(), best.explainer(), best.simulator())));
        return new RelatedDetail(record.neuron(), record.id(), record.weights(), words);
    }
}
