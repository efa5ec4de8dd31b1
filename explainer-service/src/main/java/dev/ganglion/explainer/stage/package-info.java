/** The service around the explainer: its recipe, Kafka and HTTP. */
package dev.ganglion.explainer.stage;
