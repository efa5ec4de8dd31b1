/** One server that speaks OpenAI's HTTP API: calls, limits, and what to do when it cannot answer now. */
package dev.ganglion.llm.endpoint;
