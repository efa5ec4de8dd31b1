package dev.ganglion.scorer.results;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What has become of a dead letter, by the dead letter's place. */
@Entity(name = "DeadLetterDecision")
@Table(name = "dead_letter_decision")
class DeadLetterDecisionRow {

    @Id
    String id;

    String outcome;
    String replay;
    String decidedAt;
    long content;
}
