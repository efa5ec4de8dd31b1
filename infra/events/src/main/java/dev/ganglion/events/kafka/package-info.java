/** Serializer and deserializer of each event, for Kafka's own clients and for anybody who reads the topics. */
package dev.ganglion.events.kafka;
