/** Neurons brought in from others' files, and written to them: what is read and sent, how far it is, what was refused. */
package dev.ganglion.cli.interchange;
