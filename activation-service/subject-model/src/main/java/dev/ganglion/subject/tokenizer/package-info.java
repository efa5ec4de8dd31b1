/** Text to token ids and back, for byte-level BPE in the {@code tokenizer.json} format. */
package dev.ganglion.subject.tokenizer;
