/** The consumer group {@code scorer}: from the topic of simulations to the topic of scores. */
package dev.ganglion.scorer.stage;
