/** One chat call for each excerpt, answered in JSON: for models that tell no logprobs. */
package dev.ganglion.simulator.json;
