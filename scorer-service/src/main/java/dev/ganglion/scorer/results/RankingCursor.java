package dev.ganglion.scorer.results;

import dev.ganglion.events.NeuronId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in the ranking: behind a row with a score, or behind one without, which come last. Given out as an opaque text.
 *
 * @param score the row's score, or null
 * @param neuron the row's neuron if it has no score, else null
 * @param id the row's id
 */
record RankingCursor(Double score, NeuronId neuron, UUID id) {

    private static final int LONGEST = 400;

    static RankingCursor behind(ScoredExplanation row) {
        Double score = row.score().value();
        return new RankingCursor(score, score == null ? row.neuron() : null, row.scores());
    }

    /**
     * Reads what {@link #toString()} gives.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static RankingCursor parse(String text) {
        try {
            String[] parts = text.length() > LONGEST
                    ? new String[0]
                    : new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ");
            if (parts.length == 3 && parts[0].equals("scored")) {
                double score = Double.parseDouble(parts[1]);
                if (Double.isFinite(score)) {
                    return new RankingCursor(score, null, UUID.fromString(parts[2]));
                }
            } else if (parts.length == 3 && parts[0].equals("undefined")) {
                return new RankingCursor(null, NeuronId.parse(parts[1]), UUID.fromString(parts[2]));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("after must be the \"next\" of the page before", e);
        }
        throw new IllegalArgumentException("after must be the \"next\" of the page before");
    }

    @Override
    public String toString() {
        String text = (score == null ? "undefined " + neuron : "scored " + score) + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
