/** Long work as people see it: bars with rate and time left. */
package dev.ganglion.cli.progress;
