/** The method {@code highlighted}: excerpts as running text in which the tokens that a neuron fires on are marked. */
package dev.ganglion.explainer.highlighted;
