/** What the methods share that have a language model explain a neuron in words. */
package dev.ganglion.explainer.words;
