/** From a neuron's data to a prompt: templates, tokens made visible, and how many tokens a prompt has. */
package dev.ganglion.llm.prompt;
