/** Where published files are read from: a directory or a web server. */
package dev.ganglion.interchange.source;
