/**
 * What was answered is remembered, what is asked is paid once and within a budget: {@link
 * dev.ganglion.llm.ledger.RememberingModel}, and {@link dev.ganglion.llm.ledger.Accounts} for people. SQL is in the
 * migrations, and called from the classes whose names begin with Postgres.
 */
package dev.ganglion.llm.ledger;
