/** Options that several commands have. */
package dev.ganglion.cli.options;
