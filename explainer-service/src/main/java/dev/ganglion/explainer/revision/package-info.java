/** The method {@code revision}: an explanation is put to the test on sentences written from it, and revised. */
package dev.ganglion.explainer.revision;
