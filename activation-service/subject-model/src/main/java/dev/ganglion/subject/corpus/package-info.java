/** A corpus, read without ever holding it, and cut into excerpts of equal length; all of them, or a sample. */
package dev.ganglion.subject.corpus;
