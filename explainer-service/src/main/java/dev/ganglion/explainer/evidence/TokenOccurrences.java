package dev.ganglion.explainer.evidence;

import dev.ganglion.events.TokenTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record's token table with each text once: a vocabulary may have several tokens of the same text, and readers see
 * the text.
 *
 * @param entries in the table's order
 * @param otherwise the neuron's mean over the same text
 */
public record TokenOccurrences(List<Entry> entries, double otherwise) {

    public static TokenOccurrences of(TokenTable table) {
        int tokens = table.tokens().size();
        Map<String, Entry> byText = new LinkedHashMap<>(2 * tokens);
        for (int i = 0; i < tokens; i++) {
            Entry entry = new Entry(
                    table.tokens().get(i), table.sums().get(i), table.counts().get(i));
            Entry same = byText.putIfAbsent(entry.token(), entry);
            if (same != null) {
                byText.put(entry.token(), same.and(entry));
            }
        }
        return new TokenOccurrences(new ArrayList<>(byText.values()), table.mean());
    }

    /**
     * @param sum of the activations on the token
     * @param count of its occurrences, above 0
     */
    public record Entry(String token, double sum, double count) {

        /** Mean activation on the token. */
        public double mean() {
            return sum / count;
        }

        private Entry and(Entry other) {
            return new Entry(token, sum + other.sum, count + other.count);
        }
    }
}
