package dev.ganglion.explainer;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.llm.model.ModelRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Explains neurons under one recipe. */
public interface Explainer {

    /**
     * Says what a neuron does. It fails only for a record that cannot be explained; what may pass is tried again inside.
     *
     * @return the recipe's candidates, in their order
     */
    Uni<List<Explanation>> explain(NeuronActivations record);

    /** What would be sent for this record, without sending it; empty for a method that asks no language model. */
    default List<ModelRequest> preview(NeuronActivations record) {
        return List.of();
    }
}
