package dev.ganglion.llm.model;

import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;

/**
 * Something to ask a language model.
 *
 * @param recipe on whose budget
 * @param neuron on whose behalf; null if on nobody's
 * @param sample ordinal among answers wanted to the same request, from 0; each is another answer
 * @param attempts how often it is asked before a format failure is final, above 0
 * @param format how answers are read
 */
public record Question<T>(
        RecipeRef recipe, NeuronId neuron, ModelRequest request, int sample, int attempts, AnswerFormat<T> format) {

    public Question {
        if (sample < 0 || attempts < 1) {
            throw new IllegalArgumentException("samples are counted from 0, attempts from 1");
        }
    }
}
