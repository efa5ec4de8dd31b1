/** The paper's token lookup table: a neuron is explained by its mean activation on each token. */
package dev.ganglion.explainer.tokenlookup;
