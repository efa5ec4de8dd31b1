/** The loaded subject models, shared by requests and by the activation server. No Quarkus, no Kafka. */
package dev.ganglion.activation.models;
