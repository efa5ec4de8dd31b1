package dev.ganglion.subject.collation;

/** Takes the neurons' records one by one, on the collation's thread. */
@FunctionalInterface
public interface NeuronConsumer {

    /**
     * @param neuron index in its layer, from 0
     * @throws InterruptedException to end the collation
     */
    void neuron(int layer, int neuron, NeuronCollation collation) throws InterruptedException;
}
