package dev.ganglion.events;

import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the pieces that bytes are cut into, so that none is larger than an event may be. The bytes are what the pieces
 * are in their order; an event holds a piece in base64.
 *
 * @param index from 0
 * @param of how many there are
 * @param bytes how many bytes all of them have
 */
public record Piece(int index, int of, int bytes) {

    /** The most bytes of a piece: as base64 they are 480 KiB. */
    public static final int MOST_BYTES = 360 * 1024;

    public Piece {
        Required.that(of > 0 && index >= 0 && index < of, "piece " + index + " of " + of + " does not exist");
        Required.that(bytes >= 0, "pieces have 0 or more bytes");
    }

    /** The pieces that so many bytes are cut into. */
    public static List<Piece> of(int bytes) {
        int count = Math.max(1, (bytes + MOST_BYTES - 1) / MOST_BYTES);
        return IntStream.range(0, count)
                .mapToObj(index -> new Piece(index, count, bytes))
                .toList();
    }

    /** This piece of the bytes, in base64. */
    public String cut(byte[] whole) {
        int from = index * MOST_BYTES;
        byte[] piece = new byte[Math.min(MOST_BYTES, whole.length - from)];
        System.arraycopy(whole, from, piece, 0, piece.length);
        return Base64.getEncoder().encodeToString(piece);
    }

    public boolean isLast() {
        return index == of - 1;
    }

    /**
     * The bytes that were cut.
     *
     * @param contents all pieces in their order, in base64
     * @throws IllegalArgumentException if they are not as many bytes as there should be
     */
    public static byte[] join(List<String> contents, int bytes) {
        byte[] whole = new byte[bytes];
        int at = 0;
        for (String content : contents) {
            byte[] piece = Base64.getDecoder().decode(content);
            Required.that(at + piece.length <= bytes, "the pieces are more than " + bytes + " bytes");
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        Required.that(at == bytes, "the pieces are " + at + " bytes, and should be " + bytes);
        return whole;
    }

    /** Refuses what is no base64 (RFC 4648, section 4). */
    static String requireBase64(String name, String text) {
        Required.field(name, text);
        try {
            Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message quotes the text.
            throw new IllegalArgumentException("field \"" + name + "\" is not base64");
        }
        return text;
    }
}
