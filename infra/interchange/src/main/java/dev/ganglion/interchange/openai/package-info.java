/**
 * OpenAI's published neurons ("Language models can explain neurons in language models", 2023): one JSON file for each neuron's
 * record, its explanations, its tokens. The names of Transformer Debugger, which writes the same layout, are read too.
 */
package dev.ganglion.interchange.openai;
