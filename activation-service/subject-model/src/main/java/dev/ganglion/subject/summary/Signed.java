package dev.ganglion.subject.summary;

/**
 * What raises a neuron, or is raised by it, and what lowers it, or is lowered by it.
 *
 * @param positive the largest weights, the largest first; all above 0
 * @param negative the smallest weights, the smallest first; all below 0
 */
public record Signed(Ranked positive, Ranked negative) {}
