package dev.ganglion.benchmarks.neurons;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes with places for a number: made once, then filled in by copying, since making a hundred thousand events from
 * scratch takes longer than what is to be measured.
 */
public final class Numbered {

    private final byte[] bytes;
    private final List<Integer> places;

    private Numbered(byte[] bytes, List<Integer> places) {
        this.bytes = bytes;
        this.places = places;
    }

    /**
     * @param place what stands where the number belongs; ASCII, and nowhere else
     */
    public static Numbered of(byte[] bytes, String place) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Integer> places = new ArrayList<>();
        for (int at = text.indexOf(place); at >= 0; at = text.indexOf(place, at + place.length())) {
            places.add(at);
        }
        return new Numbered(bytes.clone(), List.copyOf(places));
    }

    /** A copy with this number, which is as long as the place for it. */
    public byte[] with(String number) {
        byte[] copy = bytes.clone();
        byte[] digits = number.getBytes(StandardCharsets.US_ASCII);
        for (int place : places) {
            System.arraycopy(digits, 0, copy, place, digits.length);
        }
        return copy;
    }
}
