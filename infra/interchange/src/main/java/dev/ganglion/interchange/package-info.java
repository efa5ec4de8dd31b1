/**
 * Neurons as others publish them, and this project's in their layouts. No Kafka here, and no command line: bytes to events
 * and events to bytes.
 */
package dev.ganglion.interchange;
