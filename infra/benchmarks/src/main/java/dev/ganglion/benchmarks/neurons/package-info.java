/** Invented neurons, as large as recorded ones. */
package dev.ganglion.benchmarks.neurons;
