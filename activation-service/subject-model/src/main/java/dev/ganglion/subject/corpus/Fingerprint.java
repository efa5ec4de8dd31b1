package dev.ganglion.subject.corpus;

import java.util.Arrays;

/**
 * Hashes excerpts so that near-identical ones get the same number: their text in lower case, every digit as 0, and
 * nothing but letters and digits. A token that is no text by itself (a piece of a character) counts by its id. An
 * excerpt without any of these counts by its token ids.
 *
 * <p>For one thread. Holds the normal form of each token seen, so no more than the vocabulary.
 */
final class Fingerprint {

    private static final String NOT_TEXT = "bytes:\\x";
    /** Above every code point, so that a token's id is never taken for a letter. */
    private static final long TOKEN_ID = 1L << 32;

    private static final long START = 0x6a09e667f3bcc908L;

    private final TextEncoder encoder;
    private long[][] normalForms = new long[1024][];

    Fingerprint(TextEncoder encoder) {
        this.encoder = encoder;
    }

    long of(int[] tokens) {
        long hash = START;
        boolean empty = true;
        for (int token : tokens) {
            for (long element : normalForm(token)) {
                hash = StableHash.append(hash, element);
                empty = false;
            }
        }
        return empty ? ofIds(tokens) : hash;
    }

    private static long ofIds(int[] tokens) {
        long hash = START;
        for (int token : tokens) {
            hash = StableHash.append(hash, TOKEN_ID + token);
        }
        return hash;
    }

    private long[] normalForm(int token) {
        if (token >= normalForms.length) {
            normalForms = Arrays.copyOf(normalForms, Math.max(token + 1, normalForms.length * 2));
        }
        if (normalForms[token] == null) {
            String text = encoder.token(token);
            normalForms[token] = text.startsWith(NOT_TEXT) ? new long[] {TOKEN_ID + token} : lettersAndDigits(text);
        }
        return normalForms[token];
    }

    private static long[] lettersAndDigits(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToLong(c -> Character.isDigit(c) ? '0' : Character.toLowerCase(c))
                .toArray();
    }
}
