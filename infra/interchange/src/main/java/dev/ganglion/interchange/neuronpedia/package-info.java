/**
 * Neuronpedia's exports: for each source (a layer of a model) batches of JSON lines, one line for each activation, explanation or
 * feature.
 */
package dev.ganglion.interchange.neuronpedia;
