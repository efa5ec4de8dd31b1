package dev.ganglion.events;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * A list of tokens' texts as it stands in JSON: its strings are made when one is asked for. Most who read an event pass most of
 * its tokens on, or look at none. Immutable; holds its own copy of the JSON. Safe for use by many threads.
 */
final class PlainTokens extends AbstractList<String> implements RandomAccess {

    private final byte[] json; // the array with its brackets: ["a","b"]
    private final int size;
    private volatile String[] texts; // [size], once one was asked for; two threads at once make the same

    /**
     * @param json with its brackets; not empty; strings of printable ASCII without escapes, and between them a comma and nothing else
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
    RawJson json() {
        return new RawJson(json, json.length);
    }

    /** Gets texts, one after the other, each as bytes of printable ASCII. */
    interface TextReader {
        void text(byte[] bytes, int from, int length);
    }

    /** Hands all texts on, in their order, without making strings of them. */
    void read(TextReader reader) {
        int at = 1;
        while (at < json.length) {
            int from = at + 1;
            int end = PlainText.end(json, from, json.length);
            reader.text(json, from, end - from);
            at = end + 2;
        }
    }

    private String[] made() {
        List<String> made = new ArrayList<>(size);
        read((bytes, from, length) -> made.add(FrequentTokens.SHARED.text(bytes, from, length)));
        return made.toArray(String[]::new);
    }
}
