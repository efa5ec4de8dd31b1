package dev.ganglion.subject.summary;

/**
 * What the weights say of one neuron. The ids of neurons are layer × neurons in a layer + index.
 *
 * @param inputTokens by embedding · what the neuron reads
 * @param outputTokens by what the neuron writes · unembedding
 * @param upstream neurons of lower layers, by what they write · what it reads
 * @param downstream neurons of higher layers, by what it writes · what they read
 */
public record WeightSummary(Signed inputTokens, Signed outputTokens, Signed upstream, Signed downstream) {}
