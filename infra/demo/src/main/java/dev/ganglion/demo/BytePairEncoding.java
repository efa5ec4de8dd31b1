package dev.ganglion.demo;

import java.util.List;

/**
 * A trained byte-level encoding.
 *
 * @param tokens by id: the 256 bytes' stand-ins, then what the merges made, then {@link #END_OF_TEXT}
 * @param merges in the order in which an encoder must prefer them
 */
record BytePairEncoding(List<String> tokens, List<Merge> merges) {

    static final String END_OF_TEXT = "<|endoftext|>";

    BytePairEncoding {
        tokens = List.copyOf(tokens);
        merges = List.copyOf(merges);
    }

    /** Two neighbouring tokens that become one. */
    record Merge(String left, String right) {}
}
