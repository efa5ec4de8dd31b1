package dev.ganglion.subject.collation;

import java.util.Map;

/**
 * A corpus as it was scanned, with the texts of its tokens: all that whoever merges a record's parts has to know of it.
 *
 * @param table the tokens that sums are kept of
 * @param tokens the text of each token that occurs, by its id
 */
public record ScannedCorpus(CorpusScan scan, TableTokens table, Map<Integer, String> tokens) {

    public ScannedCorpus {
        tokens = Map.copyOf(tokens);
    }
}
