/** The subject model, as the activation-service serves it. */
package dev.ganglion.scorer.subject;
