package dev.ganglion.explainer.words;

/**
 * An explanation as a model gave it.
 *
 * @param text one line without control characters, without a final period
 */
public record ExplanationAnswer(String text) {}
