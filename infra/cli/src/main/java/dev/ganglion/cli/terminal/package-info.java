/** What commands say, how they refuse, and what they exit with. */
package dev.ganglion.cli.terminal;
