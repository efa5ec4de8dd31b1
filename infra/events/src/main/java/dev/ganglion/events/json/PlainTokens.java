package dev.ganglion.events.json;

import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * A list of tokens' texts as it stands in JSON: its strings are made when one is asked for. Most who read an event pass most of
 * its tokens on, or look at none. Immutable; holds its own copy of the JSON. Safe for use by many threads.
 */
public final class PlainTokens extends AbstractList<String> implements RandomAccess {

    /** A quote, a comma and a quote. */
    private static final int BETWEEN = 3;

    /** Behind a bracket and a quote. */
    private static final int FIRST = 2;

    private final byte[] json; // the array with its brackets: ["a","b"]
    private final int size;
    private volatile Texts texts; // once one was asked for; two threads at once find the same

    /**
     * @param starts [size + 1], where each text begins, and where one more would
     * @param made [size], strings that were asked for, which any thread may set: another would make the same
     */
    private record Texts(int[] starts, String[] made) {}

    /**
     * @param json with its brackets; not empty; strings of printable ASCII and short escapes, and between them a comma and nothing else
     * @param size how many strings
     */
    PlainTokens(byte[] json, int size) {
        this.json = json;
        this.size = size;
    }

    @Override
    public String get(int index) {
        Texts found = texts;
        if (found == null) {
            found = new Texts(starts(), new String[size]);
            texts = found;
        }
        String text = found.made[index];
        if (text == null) {
            int from = found.starts[index];
            text = made(from, found.starts[index + 1] - BETWEEN - from);
            found.made[index] = text;
        }
        return text;
    }

    private String made(int from, int length) {
        if (!PlainEscapes.in(json, from, length)) {
            return FrequentTokens.SHARED.text(json, from, length);
        }
        byte[] resolved = PlainEscapes.resolved(json, from, length);
        return FrequentTokens.SHARED.text(resolved, 0, resolved.length);
    }

    private int[] starts() {
        int[] starts = new int[size + 1];
        starts[0] = FIRST;
        for (int i = 0; i < size; i++) {
            starts[i + 1] = PlainEscapes.end(json, starts[i]) + BETWEEN;
        }
        return starts;
    }

    @Override
    public int size() {
        return size;
    }

    /** The array with its brackets. */
    public RawJson json() {
        return new RawJson(json, json.length);
    }

    /** Gets texts, one after the other, each as bytes of ASCII, none of which is zero. */
    public interface TextReader {
        void text(byte[] bytes, int from, int length);
    }

    /** Hands all texts on, in their order, without making strings of them. */
    public void read(TextReader reader) {
        int from = FIRST;
        for (int i = 0; i < size; i++) {
            int end = PlainText.end(json, from, json.length);
            if (json[end] == '"') {
                reader.text(json, from, end - from);
            } else {
                end = PlainEscapes.end(json, from);
                byte[] resolved = PlainEscapes.resolved(json, from, end - from);
                reader.text(resolved, 0, resolved.length);
            }
            from = end + BETWEEN;
        }
    }
}
