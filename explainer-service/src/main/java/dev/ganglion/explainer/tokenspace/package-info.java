/** The method {@code token-space}: the tokens on which a neuron is most active on average, without any context. */
package dev.ganglion.explainer.tokenspace;
