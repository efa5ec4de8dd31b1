package dev.ganglion.llm.ledger;

/**
 * The wish to keep a claim for another lease.
 *
 * @param calls further requests that are made under it
 */
record Renewal(String key, long ticket, int calls) {}
