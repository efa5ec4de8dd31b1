package dev.ganglion.benchmarks.chain;

import dev.ganglion.events.Topics;
import java.util.List;

/** What the chain writes and reads. */
final class Topology {

    /** One record for each neuron is on each of these, in the order in which they come to be. */
    static final List<String> TOPICS =
            List.of(Topics.NEURON_ACTIVATIONS, Topics.EXPLANATIONS, Topics.SIMULATIONS, Topics.SCORES);

    /** The consumer group that reads all of them into the database. */
    static final String PROJECTION = "projection";

    private Topology() {}
}
