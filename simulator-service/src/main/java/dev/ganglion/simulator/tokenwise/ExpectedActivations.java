package dev.ganglion.simulator.tokenwise;

import dev.ganglion.events.ActivationValues;

/**
 * An answer, read: all that the ledger keeps of it.
 *
 * @param activations expected, 0 to 10, one for each token that was asked about
 */
public record ExpectedActivations(ActivationValues activations) {}
