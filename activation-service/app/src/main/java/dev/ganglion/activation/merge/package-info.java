/**
 * Merges what the shards of a divided request contribute to each neuron's record, with Kafka Streams: partial records in,
 * records out.
 */
package dev.ganglion.activation.merge;
