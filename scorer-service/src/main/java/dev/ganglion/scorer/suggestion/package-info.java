/** Explanations that people suggest: events like any other, if the operator allows it. */
package dev.ganglion.scorer.suggestion;
