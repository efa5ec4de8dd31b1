/** Takes what is no longer wanted out of the results database; the topics keep it. */
package dev.ganglion.scorer.results.forgetting;
