package dev.ganglion.activation.recording;

import dev.ganglion.events.WeightSummary;

/** What the model's weights say of each neuron of a request. */
@FunctionalInterface
interface WeightsSaid {

    /** For a shard that leaves them to the first. */
    WeightsSaid NOTHING = (layer, neuron) -> null;

    /** Null if they were not looked at. */
    WeightSummary of(int layer, int neuron);
}
