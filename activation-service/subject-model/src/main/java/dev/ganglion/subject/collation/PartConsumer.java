package dev.ganglion.subject.collation;

/** Takes what a shard contributes to the neurons' records, on the collation's thread. */
public interface PartConsumer {

    /**
     * The corpus was scanned; comes before all parts.
     *
     * @param tokens that sums will be kept of
     */
    void scanned(CorpusScan scan, TableTokens tokens) throws InterruptedException;

    /**
     * @param neuron index in its layer, from 0
     * @throws InterruptedException to end the collation
     */
    void part(int layer, int neuron, NeuronPart part) throws InterruptedException;
}
