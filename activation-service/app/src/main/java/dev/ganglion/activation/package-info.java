/**
 * The activation-service: {@code recording} does a request, {@code text} looks at one text, {@code models} holds what both
 * run on; {@code stage}, {@code server} and {@code command} bring them to Kafka, HTTP and the command line.
 */
package dev.ganglion.activation;
