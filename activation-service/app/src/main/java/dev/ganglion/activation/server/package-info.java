/** The activation server: runs a text over HTTP, and says what this process does. */
package dev.ganglion.activation.server;
