/** The method {@code token-activation-pairs}, the paper's: excerpts as tokens with their activations. */
package dev.ganglion.explainer.tokenpairs;
