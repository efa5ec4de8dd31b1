package dev.ganglion.explainer.words;

/**
 * A neuron with its explanation, for the model to follow.
 *
 * @param explanation as the model should have answered
 */
public record Example<E extends Evidence<E>>(E evidence, String explanation) {}
