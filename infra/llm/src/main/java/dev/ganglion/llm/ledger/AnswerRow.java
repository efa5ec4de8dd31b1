package dev.ganglion.llm.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A question, sample and attempt without its answer, for reading. The migrations describe the columns. */
@Entity
@Immutable
@Table(name = "answer", schema = "ledger")
class AnswerRow {

    @Id
    byte[] key;

    String recipe;
    String model;
    String neuron;
    String state;

    @Column(name = "prompt_tokens")
    Long promptTokens;

    @Column(name = "completion_tokens")
    Long completionTokens;

    Long cost;
    long reserved;
    long unconfirmed;
    int calls;

    @Column(name = "latency_ms")
    Long latencyMs;
}
