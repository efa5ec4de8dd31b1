/** How far the work on the topics is, as the broker knows it. */
package dev.ganglion.scorer.pipeline;
