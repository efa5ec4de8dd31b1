/** How many neurons a second the whole chain explains, simulates, scores and stores, without a language model. */
package dev.ganglion.benchmarks.chain;
