/** Explanations found by their words: by an index that is made of the tables in the background. */
package dev.ganglion.scorer.results.search;
