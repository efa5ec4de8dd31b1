/** What the services answer over HTTP: results, and how far requests are. */
package dev.ganglion.cli.results;
