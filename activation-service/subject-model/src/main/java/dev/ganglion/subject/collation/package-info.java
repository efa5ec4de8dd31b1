/**
 * Collation: from the activations of a layer on every excerpt of a corpus to one record per neuron, without ever holding
 * them all. {@link dev.ganglion.subject.collation.CollationRun} does it all; the rest are its parts.
 */
package dev.ganglion.subject.collation;
