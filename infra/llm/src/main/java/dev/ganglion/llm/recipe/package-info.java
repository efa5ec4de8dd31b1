/**
 * Recipes: what a service runs is a file, named by its content. A recipe says which method is used and with what; the
 * method says what its recipes may hold.
 */
package dev.ganglion.llm.recipe;
