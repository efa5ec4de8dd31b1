package dev.ganglion.interchange;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.TokenTable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The token table of a record of which only some excerpts were published: what the excerpts that are not held out show, and
 * whatever else is known of a token. It covers part of the held-out text only, and says how much. For one thread.
 */
public final class PublishedTokens {

    private final Map<String, Sum> sums = new HashMap<>();

    private record Sum(double sum, long count) {

        double mean() {
            return sum / count;
        }

        Sum and(Sum other) {
            return new Sum(sum + other.sum, count + other.count);
        }
    }

    /** Adds what the excerpts show that are not held out. */
    public PublishedTokens addTrain(List<Excerpt> excerpts) {
        Map<String, Sum> shown = new HashMap<>();
        for (Excerpt excerpt : excerpts) {
            for (int i = Excerpt.FIRST_COUNTED;
                    !excerpt.heldOut() && i < excerpt.tokens().size();
                    i++) {
                shown.merge(
                        excerpt.tokens().get(i), new Sum(excerpt.activations().get(i), 1), Sum::and);
            }
        }
        shown.forEach(sums::putIfAbsent);
        return this;
    }

    /** Adds a token's mean over the whole corpus; how often the token occurs there is not published, and counts as once. */
    public PublishedTokens add(String token, double mean) {
        sums.putIfAbsent(token, new Sum(mean, 1));
        return this;
    }

    /**
     * The table, by mean, the highest first.
     *
     * @param mean the neuron's: what a token that is not here gets
     */
    public TokenTable table(double mean) {
        List<Map.Entry<String, Sum>> entries = sums.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Sum> entry) ->
                                -entry.getValue().mean())
                        .thenComparing(Map.Entry::getKey))
                .limit(TokenTable.MOST_ENTRIES)
                .toList();
        return new TokenTable(
                entries.stream().map(Map.Entry::getKey).toList(),
                ActivationValues.of(entries.stream()
                        .mapToDouble(entry -> entry.getValue().sum())
                        .toArray()),
                entries.stream().map(entry -> entry.getValue().count()).toList(),
                mean);
    }

    /** Which share of the held-out positions has a token of the table, 0 to 1; 0 where nothing is held out. */
    public static double coverage(TokenTable table, List<Excerpt> excerpts) {
        Set<String> known = Set.copyOf(table.tokens());
        long positions = 0;
        long covered = 0;
        for (Excerpt excerpt : excerpts) {
            for (int i = Excerpt.FIRST_COUNTED;
                    excerpt.heldOut() && i < excerpt.tokens().size();
                    i++) {
                positions++;
                covered += known.contains(excerpt.tokens().get(i)) ? 1 : 0;
            }
        }
        return positions == 0 ? 0 : (double) covered / positions;
    }
}
