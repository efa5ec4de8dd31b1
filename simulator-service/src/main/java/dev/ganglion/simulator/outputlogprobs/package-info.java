/** One chat call for each excerpt, in which the language model writes every activation, and what else it might have. */
package dev.ganglion.simulator.outputlogprobs;
