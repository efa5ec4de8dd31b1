package dev.ganglion.subject.model;

/**
 * The heads of attention. Where there are fewer keys and values than queries, neighbouring queries share them (Ainslie et
 * al., "GQA: Training Generalized Multi-Query Transformer Models", 2023).
 *
 * @param queries heads
 * @param keys heads of keys, and of values; divides the queries
 * @param size numbers in each
 */
record HeadShape(int queries, int keys, int size) {

    /** Numbers in all queries, keys and values of a token. */
    int all() {
        return (queries + 2 * keys) * size;
    }

    /** What products of a query and a key are usually multiplied by (Vaswani et al., 2017, section 3.2.1). */
    double scale() {
        return 1 / Math.sqrt(size);
    }
}
