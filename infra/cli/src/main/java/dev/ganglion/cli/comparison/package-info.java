/** What the results database says of two recipes side by side. */
package dev.ganglion.cli.comparison;
