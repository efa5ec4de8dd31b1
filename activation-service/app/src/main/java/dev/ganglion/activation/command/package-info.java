/** The service's one-shot mode, behind {@code infra/ganglion activations}. */
package dev.ganglion.activation.command;
