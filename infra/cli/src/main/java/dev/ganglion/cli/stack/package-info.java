/** Broker, database and services on this machine: started, watched, found again, stopped. */
package dev.ganglion.cli.stack;
