/** The subject model, where its neurons' activations on any sentence can be asked for. */
package dev.ganglion.explainer.subject;
