package dev.ganglion.scorer.viewer;

import dev.ganglion.events.NeuronId;

/**
 * A part of a neuron's page as a page of its own, for browsers without a script.
 *
 * @param heading what it is
 */
record PartPage<T>(NeuronId neuron, String heading, T part) {

    /** Of the page. */
    public String title() {
        return heading + " · " + neuron.key();
    }

    /** Back to the neuron. */
    public String link() {
        return "/neurons/" + neuron.key();
    }
}
