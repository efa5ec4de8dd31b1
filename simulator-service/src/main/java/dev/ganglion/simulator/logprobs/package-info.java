/** What a language model would have written instead: expected values over the alternatives that a server reports. */
package dev.ganglion.simulator.logprobs;
