/** How much there is, and how well it scores: counted all at once now and then, and asked often. */
package dev.ganglion.scorer.results.summary;
