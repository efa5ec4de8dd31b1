/** The service around the simulator: its recipe, Kafka and HTTP. */
package dev.ganglion.simulator.stage;
