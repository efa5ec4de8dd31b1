/**
 * Judging whole excerpts: detection ("does this fire the neuron?") and fuzzing ("are these the tokens that fire it?").
 * Cheaper than simulating every token, and the same question: how much of the neuron do the words hold?
 */
package dev.ganglion.simulator.judging;
