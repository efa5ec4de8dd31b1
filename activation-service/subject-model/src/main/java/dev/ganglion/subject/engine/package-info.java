/** The one place that starts the native engine. */
package dev.ganglion.subject.engine;
