/** The results database: its tables, and the questions that the API and the viewer ask it. Read-only but for {@code Database}. */
package dev.ganglion.scorer.results;
