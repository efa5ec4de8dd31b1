package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * Topic {@code neuron-activations}: a neuron's record, what there is to know of it before anybody explains it.
 *
 * @param id {@link Identity#activations}
 * @param provenance what it was computed from
 * @param statistics over the whole corpus
 * @param excerpts top, quantile, random ones and hard negatives, each in one set only; the top ones in order
 * @param tokenTable over the corpus without the held-out excerpts
 * @param weights what the model's weights say of it; null where they were not looked at
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NeuronActivations(
        UUID id,
        NeuronId neuron,
        Provenance provenance,
        Statistics statistics,
        List<Excerpt> excerpts,
        TokenTable tokenTable,
        WeightSummary weights) {

    public NeuronActivations {
        Required.field("id", id);
        Required.field("neuron", neuron);
        Required.field("provenance", provenance);
        Required.field("statistics", statistics);
        excerpts = Required.list("excerpts", excerpts);
        Required.field("tokenTable", tokenTable);
    }

    /** A record of which the weights were not looked at. */
    public NeuronActivations(
            UUID id,
            NeuronId neuron,
            Provenance provenance,
            Statistics statistics,
            List<Excerpt> excerpts,
            TokenTable tokenTable) {
        this(id, neuron, provenance, statistics, excerpts, tokenTable, null);
    }

    /** The same record with what the model's weights say of the neuron; null for nothing. */
    public NeuronActivations withWeights(WeightSummary summary) {
        return new NeuronActivations(id, neuron, provenance, statistics, excerpts, tokenTable, summary);
    }
}
