package dev.ganglion.llm.endpoint;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;

/** Where values lie in a body: offsets in bytes, the end exclusive. A value that is not there is empty. */
final class Ranges {

    private int[] from = new int[64];
    private int[] to = new int[64];
    private int size;

    int size() {
        return size;
    }

    int from(int index) {
        return from[index];
    }

    int length(int index) {
        return to[index] - from[index];
    }

    /** Notes the value that the parser is at, and passes over it. */
    void set(int index, JsonParser parser) throws IOException {
        atLeast(index + 1);
        from[index] = (int) parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            // Jackson reads texts and numbers when they are asked for; where they end is known only then.
            parser.finishToken();
        }
        to[index] = (int) parser.currentLocation().getByteOffset();
    }

    void atLeast(int count) {
        if (count > from.length) {
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
        }
        size = Math.max(size, count);
    }
}
