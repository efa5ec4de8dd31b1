/** What a neuron's record holds for an explainer: never a held-out excerpt. */
package dev.ganglion.explainer.evidence;
