package dev.ganglion.demo;

import java.util.List;

/**
 * Windows of consecutive tokens, and for each token the one that follows it.
 *
 * @param inputs [rows × columns] token ids
 * @param targets [rows × columns] token ids: {@code inputs} shifted by one
 */
record TokenBatch(int rows, int columns, long[] inputs, long[] targets) {

    /** A window of a text, from {@code start} on. */
    record Window(int[] text, int start) {}

    static TokenBatch of(List<Window> windows, int columns) {
        long[] inputs = new long[windows.size() * columns];
        long[] targets = new long[inputs.length];
        for (int row = 0; row < windows.size(); row++) {
            Window window = windows.get(row);
            for (int column = 0; column < columns; column++) {
                inputs[row * columns + column] = window.text[window.start + column];
                targets[row * columns + column] = window.text[window.start + column + 1];
            }
        }
        return new TokenBatch(windows.size(), columns, inputs, targets);
    }
}
