/** The activation server: any text through a loaded model, over HTTP. */
package dev.ganglion.activation.server;
