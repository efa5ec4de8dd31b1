package dev.ganglion.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * GPT-2's visible stand-ins for the 256 byte values: a byte that Latin-1 shows as a visible character is that character,
 * the others are the characters from U+0100 on. A byte's id in the vocabulary is its place in that order.
 */
final class ByteAlphabet {

    private static final int SIZE = 256;
    private static final char[] SYMBOLS = new char[SIZE];
    private static final int[] ID_OF_BYTE = new int[SIZE];

    static {
        int visible =
                (int) IntStream.range(0, SIZE).filter(ByteAlphabet::isVisible).count();
        int nextVisible = 0;
        int nextHidden = 0;
        for (int value = 0; value < SIZE; value++) {
            if (isVisible(value)) {
                SYMBOLS[nextVisible] = (char) value;
                ID_OF_BYTE[value] = nextVisible++;
            } else {
                SYMBOLS[visible + nextHidden] = (char) (SIZE + nextHidden);
                ID_OF_BYTE[value] = visible + nextHidden++;
            }
        }
    }

    private ByteAlphabet() {}

    private static boolean isVisible(int value) {
        return value >= '!' && value <= '~' || value >= 0xA1 && value <= 0xAC || value >= 0xAE;
    }

    /** The stand-ins in the order of their ids. */
    static List<String> symbols() {
        return new String(SYMBOLS).chars().mapToObj(Character::toString).toList();
    }

    /** The ids of a text's UTF-8 bytes. */
    static int[] ids(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] ids = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ids[i] = ID_OF_BYTE[bytes[i] & 0xFF];
        }
        return ids;
    }
}
