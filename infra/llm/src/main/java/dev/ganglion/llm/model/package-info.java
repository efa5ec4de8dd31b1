/**
 * A language model as the methods of the services see it: a question, the format of its answer, and {@link
 * dev.ganglion.llm.model.LanguageModel}, which asks it once, remembers and pays. No HTTP, no SQL.
 */
package dev.ganglion.llm.model;
