/**
 * What the methods share that ask a language model for the activation of every token: which excerpts are asked about, what
 * becomes of those that fail, and calibration.
 */
package dev.ganglion.simulator.tokenwise;
