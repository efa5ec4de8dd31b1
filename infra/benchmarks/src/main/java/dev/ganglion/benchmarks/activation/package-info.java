/** How fast neurons are recorded: a model of random weights with full collation, beside plain matrix products. */
package dev.ganglion.benchmarks.activation;
