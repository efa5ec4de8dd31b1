/**
 * How activations are simulated from an explanation: the methods, and the recipes that name them. Nothing here knows of
 * Kafka or Quarkus.
 */
package dev.ganglion.simulator;
