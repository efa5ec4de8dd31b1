/** Requests in, records out: the Kafka side of recording. */
package dev.ganglion.activation.stage;
