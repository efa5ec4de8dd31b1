/** Which of two recipes is better: paired over the neurons that both have been scored on. */
package dev.ganglion.scorer.results.comparison;
