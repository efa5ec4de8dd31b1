/** How fast the services ask language models: the packaged services, a real broker and database, a scripted server. */
package dev.ganglion.benchmarks.llm;
