/**
 * How a replay comes to be: the command of a service's jar, the row that freezes it in PostgreSQL, and what the results say of
 * neurons. It runs before the service is started, and blocks.
 */
package dev.ganglion.replay.creation;
