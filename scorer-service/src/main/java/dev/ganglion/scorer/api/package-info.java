/** The REST API: reads the results database. */
package dev.ganglion.scorer.api;
