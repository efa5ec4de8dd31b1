package dev.ganglion.llm.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The alternatives of tokens, taken out of a body: of an answer of 2 MB they are all but some kilobytes. The body is passed
 * over once, byte by byte, which tells strings from brackets and knows no more of JSON; in what remains a number stands for
 * each value that was taken out. Jackson reads what remains, and of the values those that are asked for, so nothing is
 * used that is not JSON. Letting Jackson pass over the alternatives instead takes more than twice as long.
 */
final class Bulk {

    private static final byte[][] NAMES = {
        "\"top_logprobs\"".getBytes(StandardCharsets.US_ASCII),
        "\"prompt_logprobs\"".getBytes(StandardCharsets.US_ASCII)
    };

    private final byte[] body;
    private final Ranges values = new Ranges();
    private final ByteArrayOutputStream rest;

    private Bulk(byte[] body) {
        this.body = body;
        this.rest = new ByteArrayOutputStream(Math.min(body.length, 16 << 10));
    }

    /** @throws IOException if the body ends within a value that is to be taken out */
    static Bulk of(byte[] body) throws IOException {
        Bulk bulk = new Bulk(body);
        bulk.takeOut();
        return bulk;
    }

    /** The body without the values. */
    byte[] rest() {
        return values.size() == 0 ? body : rest.toByteArray();
    }

    /** Adds where the value is that a number in the rest stands for. */
    void locate(int number, Ranges into) {
        into.add(values.from(number), values.from(number) + values.length(number));
    }

    /** Where the elements are of the list that a number in the rest stands for; null if it is no list. */
    Ranges elements(int number) throws IOException {
        int at = values.from(number);
        if (body[at] != '[') {
            return null;
        }
        Ranges elements = new Ranges();
        at = space(at + 1);
        while (body[at] != ']') {
            int end = valueEnd(at);
            if (end == at) {
                throw new IOException("a list with a gap");
            }
            elements.add(at, end);
            at = space(end);
            if (body[at] == ',') {
                at = space(at + 1);
            } else if (body[at] != ']') {
                throw new IOException("a list that is none");
            }
        }
        return elements;
    }

    private void takeOut() throws IOException {
        int copied = 0;
        int at = 0;
        while (at < body.length) {
            if (body[at] != '"') {
                at++;
                continue;
            }
            int end = stringEnd(at);
            if (named(at, end)) {
                int colon = space(end);
                if (body[colon] == ':') {
                    int value = space(colon + 1);
                    end = valueEnd(value);
                    rest.write(body, copied, value - copied);
                    rest.writeBytes(Integer.toString(values.size()).getBytes(StandardCharsets.US_ASCII));
                    values.add(value, end);
                    copied = end;
                }
            }
            at = end;
        }
        if (copied > 0) {
            rest.write(body, copied, body.length - copied);
        }
    }

    private boolean named(int from, int to) {
        for (byte[] name : NAMES) {
            if (to - from == name.length && Arrays.equals(body, from, to, name, 0, name.length)) {
                return true;
            }
        }
        return false;
    }

    /** After the string that begins here. */
    private int stringEnd(int from) throws IOException {
        for (int at = from + 1; at < body.length; at++) {
            if (body[at] == '\\') {
                at++;
            } else if (body[at] == '"') {
                return at + 1;
            }
        }
        throw cutOff();
    }

    /** After the value that begins here. */
    private int valueEnd(int from) throws IOException {
        byte first = body[from];
        if (first == '"') {
            return stringEnd(from);
        }
        return first == '{' || first == '[' ? closing(from) : wordEnd(from);
    }

    private int closing(int from) throws IOException {
        int depth = 0;
        for (int at = from; at < body.length; at++) {
            switch (body[at]) {
                case '"' -> at = stringEnd(at) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (--depth == 0) {
                        return at + 1;
                    }
                }
                default -> {}
            }
        }
        throw cutOff();
    }

    private int wordEnd(int from) throws IOException {
        for (int at = from; at < body.length; at++) {
            byte b = body[at];
            if (b == ',' || b == ']' || b == '}' || b <= ' ' && b >= 0) {
                return at;
            }
        }
        throw cutOff();
    }

    /** The first byte from here that is no white space. */
    private int space(int from) throws IOException {
        for (int at = from; at < body.length; at++) {
            byte b = body[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return at;
            }
        }
        throw cutOff();
    }

    private static IOException cutOff() {
        return new IOException("the body ends too early");
    }
}
