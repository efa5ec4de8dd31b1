/** What services could not process: asked of the scorer-service, decided on its topic. */
package dev.ganglion.cli.deadletters;
