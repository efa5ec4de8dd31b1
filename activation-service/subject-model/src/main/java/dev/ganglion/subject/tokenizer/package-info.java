/** Text to token ids and back, for BPE over bytes in the {@code tokenizer.json} format. */
package dev.ganglion.subject.tokenizer;
