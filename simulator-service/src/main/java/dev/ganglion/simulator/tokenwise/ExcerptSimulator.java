package dev.ganglion.simulator.tokenwise;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.llm.model.ModelRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Asks a language model what a neuron does on one excerpt. */
public interface ExcerptSimulator {

    /**
     * What is sent for an excerpt.
     *
     * @throws dev.ganglion.llm.model.RefusedException if it does not fit into the model's context
     */
    List<ModelRequest> requests(Explanation explanation, Excerpt excerpt);

    /**
     * Asks.
     *
     * @return expected activations [tokens], 0 to 10; fails with {@link dev.ganglion.llm.model.UnanswerableException} if
     *     this excerpt cannot be simulated
     */
    Uni<ActivationValues> simulate(Explanation explanation, Excerpt excerpt);
}
