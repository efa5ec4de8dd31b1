/** The results database made again from the topics, and how to tell that it is the same. */
package dev.ganglion.cli.rebuilding;
