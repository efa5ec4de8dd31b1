package dev.ganglion.demo;

import dev.ganglion.subject.tokenizer.Tokenizer;

/**
 * A training text as token ids.
 *
 * @param share of the windows in a batch, relative to the other texts'
 * @param training ids, not copied: nobody may write to them
 * @param validation ids, likewise
 */
record TokenizedText(String name, double share, int[] training, int[] validation) {

    static TokenizedText of(TrainingText text, Tokenizer tokenizer) {
        return new TokenizedText(
                text.name(), text.share(), tokenizer.encode(text.training()), tokenizer.encode(text.validation()));
    }

    /** @throws UnusableInput if either part has not even one window of {@code context} tokens and their next ones */
    void requireWindowsOf(int context) {
        int shortest = Math.min(training.length, validation.length);
        if (shortest < context + 1) {
            throw new UnusableInput("The text " + name + " is too short: its last 2 % are " + validation.length
                    + " tokens, and a window takes " + (context + 1)
                    + "; leave it out or ask for a shorter --context.");
        }
    }
}
