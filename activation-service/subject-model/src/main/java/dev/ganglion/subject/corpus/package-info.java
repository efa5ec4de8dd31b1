/** A corpus file, read without ever holding it, and cut into excerpts of equal length. */
package dev.ganglion.subject.corpus;
