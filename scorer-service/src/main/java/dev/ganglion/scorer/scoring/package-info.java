/** How well simulated activations match actual ones. Arithmetic only. */
package dev.ganglion.scorer.scoring;
