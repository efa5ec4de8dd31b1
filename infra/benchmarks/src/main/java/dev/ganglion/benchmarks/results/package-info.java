/** A results database as large as GPT-2 XL's: how fast it is filled, and how fast it answers. */
package dev.ganglion.benchmarks.results;
