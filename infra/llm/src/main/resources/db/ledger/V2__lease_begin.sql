-- When a lease was given: one that was given in the future is from before the clock was set back, and holds no longer.
alter table ledger.answer add column leased_at timestamptz;
comment on column ledger.answer.lease_until is 'by the clock of the database, like leased_at';
