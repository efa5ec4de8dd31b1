package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;

/**
 * One of a neuron's top excerpts.
 *
 * @param maximum of the neuron on it, position 0 left out
 * @param row the neuron's activations on it [tokens]
 */
record TopExcerpt(Excerpt excerpt, float maximum, float[] row) {}
