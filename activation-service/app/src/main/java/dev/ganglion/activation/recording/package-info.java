/** What a request asks for, done: a model, a corpus, and a record for each neuron. No Quarkus, no Kafka. */
package dev.ganglion.activation.recording;
