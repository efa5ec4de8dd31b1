package dev.ganglion.subject.model;

/**
 * The sizes of a subject model that its users need to know.
 *
 * @param layers number of MLP layers, counted from 0
 * @param neuronsPerLayer MLP neurons in each layer, counted from 0
 * @param contextLength most tokens in one excerpt; at most 32,768, whatever the model was trained with
 * @param vocabularySize token ids are 0 to this, exclusive; may be more than the tokenizer has
 */
public record ModelShape(int layers, int neuronsPerLayer, int contextLength, int vocabularySize) {}
