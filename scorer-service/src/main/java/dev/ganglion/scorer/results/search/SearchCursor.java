package dev.ganglion.scorer.results.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in what was found: behind an entry. Given out as an opaque text.
 *
 * @param rank how well the text matches; 0 where the order is by score
 * @param score null behind an entry without one
 * @param id the entry's
 */
record SearchCursor(float rank, Double score, UUID id) {

    private static final int LONGEST = 200;
    private static final String NONE = "-";

    /**
     * Reads what {@link #toString()} gives.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static SearchCursor parse(String text) {
        try {
            String[] parts = text.length() > LONGEST
                    ? new String[0]
                    : new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ");
            if (parts.length == 3) {
                float rank = Float.parseFloat(parts[0]);
                Double score = parts[1].equals(NONE) ? null : Double.valueOf(parts[1]);
                if (Float.isFinite(rank) && (score == null || Double.isFinite(score))) {
                    return new SearchCursor(rank, score, UUID.fromString(parts[2]));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("after must be the \"next\" of the page before", e);
        }
        throw new IllegalArgumentException("after must be the \"next\" of the page before");
    }

    @Override
    public String toString() {
        String text = rank + " " + (score == null ? NONE : score) + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
