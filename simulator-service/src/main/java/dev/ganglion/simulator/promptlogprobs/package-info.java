/** The paper's way in one call: what the language model would have written in each place of a prompt that is echoed. */
package dev.ganglion.simulator.promptlogprobs;
