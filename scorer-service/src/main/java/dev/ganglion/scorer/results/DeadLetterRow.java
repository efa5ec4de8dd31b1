package dev.ganglion.scorer.results;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A record of a dead letter topic, by its place there. */
@Entity(name = "DeadLetter")
@Table(name = "dead_letter")
class DeadLetterRow {

    /** Topic, partition and offset in one: Hibernate Reactive's insert on conflict knows no composite keys. */
    @Id
    String id;

    String topic;

    @Column(name = "dlq_partition")
    int partition;

    @Column(name = "dlq_offset")
    long offset;

    Instant putAt;
    String recordKey;
    String reason;
    String error;
    String fromTopic;
    Integer fromPartition;
    Long fromOffset;
    String consumerGroup;
    String recipe;
    Integer attempt;
    int bytes;
    byte[] valueStart;
}
