/** The baseline that scores are read against: how well an explanation of one neuron simulates another. */
package dev.ganglion.simulator.baseline;
