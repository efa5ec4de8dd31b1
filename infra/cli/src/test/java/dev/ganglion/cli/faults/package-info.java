/**
 * Faults, brought about on purpose: the packaged services on a real broker, a real database and a scripted language model,
 * with neurons coming in all the time. After each fault every neuron has one score, and nothing is left undone.
 */
package dev.ganglion.cli.faults;
