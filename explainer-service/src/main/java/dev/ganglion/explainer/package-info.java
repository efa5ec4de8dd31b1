/** How neurons are explained: the methods, and the recipes that name them. Nothing here knows of Kafka or Quarkus. */
package dev.ganglion.explainer;
