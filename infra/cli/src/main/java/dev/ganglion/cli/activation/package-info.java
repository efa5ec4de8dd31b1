/** Asks the activation-service for records, or its program for activations. */
package dev.ganglion.cli.activation;
