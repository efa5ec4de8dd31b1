/** The subject model: loading it from a directory, and its forward pass in operations of the DJL engine. */
package dev.ganglion.subject.model;
