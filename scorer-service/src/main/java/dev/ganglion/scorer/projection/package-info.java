/**
 * The topics as tables: each record becomes at most one row, whose content depends neither on the order of the records nor
 * on how often one is read.
 */
package dev.ganglion.scorer.projection;
