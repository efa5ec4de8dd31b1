package dev.ganglion.events;

/**
 * What a neuron's record was computed from.
 *
 * @param subjectDigest SHA-256 over the model's weights, tokenizer and configuration, hexadecimal
 * @param corpus the corpus's name, for people
 * @param corpusDigest SHA-256 of the corpus, hexadecimal
 * @param excerpts how many excerpts were run
 * @param tokens how many tokens they have
 * @param collation the collation's parameters and version, canonically
 */
public record Provenance(
        String subjectDigest, String corpus, String corpusDigest, long excerpts, long tokens, String collation) {

    public Provenance {
        Required.field("subjectDigest", subjectDigest);
        Required.field("corpus", corpus);
        Required.field("corpusDigest", corpusDigest);
        Required.that(excerpts >= 0 && tokens >= 0, "a record is of 0 or more excerpts and tokens");
        Required.field("collation", collation);
    }
}
