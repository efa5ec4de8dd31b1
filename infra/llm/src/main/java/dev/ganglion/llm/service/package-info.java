/**
 * What the services that run a recipe have in common: they announce it, say what they run, and, where it asks a language
 * model, say what that costs and why they wait.
 */
package dev.ganglion.llm.service;
