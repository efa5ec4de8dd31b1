package dev.ganglion.subject.summary;

/**
 * Some things with the largest of a neuron's weights, or with the smallest: the most extreme first, of equal ones the lower
 * id.
 *
 * @param ids [entries]
 * @param weights [entries]
 */
public record Ranked(int[] ids, float[] weights) {}
