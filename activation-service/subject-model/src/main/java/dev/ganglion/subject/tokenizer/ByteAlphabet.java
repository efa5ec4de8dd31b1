package dev.ganglion.subject.tokenizer;

import java.util.Arrays;

/**
 * The 256 printable characters that byte-level BPE writes for the 256 bytes, so that a vocabulary can be a JSON of
 * text. A byte that is a visible Latin-1 character stands for itself; the other 68, in order, are U+0100 to U+0143.
 * (Radford et al., "Language Models are Unsupervised Multitask Learners", 2019, and the code published with it.)
 */
final class ByteAlphabet {

    private static final int BYTES = 256;
    private static final int FIRST_STAND_IN = 0x100;

    private static final char[] CHARACTERS = new char[BYTES];
    private static final short[] BYTE_OF = new short[2 * BYTES];

    static {
        Arrays.fill(BYTE_OF, (short) -1);
        char standIn = FIRST_STAND_IN;
        for (int value = 0; value < BYTES; value++) {
            CHARACTERS[value] = standsForItself(value) ? (char) value : standIn++;
            BYTE_OF[CHARACTERS[value]] = (short) value;
        }
    }

    private ByteAlphabet() {}

    private static boolean standsForItself(int value) {
        return value >= '!' && value <= '~' || value >= 0xa1 && value <= 0xac || value >= 0xae;
    }

    /** The character that stands for a byte, given as 0 to 255. */
    static char character(int value) {
        return CHARACTERS[value];
    }

    /** The bytes a token's written form stands for, or null if it has a character that stands for none. */
    static byte[] bytes(String written) {
        byte[] bytes = new byte[written.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = written.charAt(i);
            if (c >= BYTE_OF.length || BYTE_OF[c] < 0) {
                return null;
            }
            bytes[i] = (byte) BYTE_OF[c];
        }
        return bytes;
    }
}
