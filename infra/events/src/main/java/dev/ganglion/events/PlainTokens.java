package dev.ganglion.events;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * A list of tokens' texts as it stands in JSON: its strings are made when one is asked for. Most who read an event pass most of
 * its tokens on, or look at none. Immutable; holds its own copy of the JSON. Safe for use by many threads.
 */
final class PlainTokens extends AbstractList<String> implements RandomAccess {

    private final byte[] json; // the array without its brackets: "a","b"
    private final int size;
    private volatile String[] texts; // [size], once one was asked for; two threads at once make the same

    /**
     * @param json not empty; strings of printable ASCII without escapes, and between them a comma and nothing else
     * @param size how many strings
     */
    PlainTokens(byte[] json, int size) {
        this.json = json;
        this.size = size;
    }

    @Override
    public String get(int index) {
        String[] made = texts;
        if (made == null) {
            made = made();
            texts = made;
        }
        return made[index];
    }

    @Override
    public int size() {
        return size;
    }

    /** The array with its brackets. */
    String json() {
        return "[" + new String(json, StandardCharsets.ISO_8859_1) + "]";
    }

    private String[] made() {
        String[] made = new String[size];
        int at = 0;
        for (int i = 0; i < size; i++) {
            int from = at + 1;
            int end = PlainText.end(json, from, json.length);
            made[i] = FrequentTokens.SHARED.text(json, from, end - from);
            at = end + 2;
        }
        return made;
    }
}
