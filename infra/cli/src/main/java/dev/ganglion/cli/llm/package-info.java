/** What the services say of their language models: state, bill, endpoint and prompts. */
package dev.ganglion.cli.llm;
