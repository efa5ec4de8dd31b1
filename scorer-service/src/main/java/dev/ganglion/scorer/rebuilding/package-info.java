/** The results database thrown away, so that the service makes it again from the topics. */
package dev.ganglion.scorer.rebuilding;
