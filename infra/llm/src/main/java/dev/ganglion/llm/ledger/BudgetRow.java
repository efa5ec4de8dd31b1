package dev.ganglion.llm.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A recipe's budget, for reading. The migrations describe the columns. */
@Entity
@Immutable
@Table(name = "budget", schema = "ledger")
class BudgetRow {

    @Id
    String recipe;

    String name;
    String service;
    String model;
    Long budget;
    long spent;
    long reserved;
    long unconfirmed;

    @Column(name = "revision")
    long revision;
}
