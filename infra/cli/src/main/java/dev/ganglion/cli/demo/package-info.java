/** The whole chain on the demo model, and a part of it with a language model. */
package dev.ganglion.cli.demo;
