/** The paper's token lookup table: each token is expected to fire the neuron as much as it does on average. */
package dev.ganglion.simulator.tokenlookup;
