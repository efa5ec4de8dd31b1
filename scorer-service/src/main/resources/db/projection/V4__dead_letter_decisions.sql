-- What has become of dead letters. Decision and dead letter arrive in any order, and neither refers to the other.
create table dead_letter_decision (
    id text primary key,
    outcome text,
    replay text,
    decided_at text,
    content bigint not null
);
comment on column dead_letter_decision.id is 'the id of the dead letter';
comment on column dead_letter_decision.outcome is 'discarded or redriven; null if the decision was taken back';
comment on column dead_letter_decision.content is
    'the offset of the decision: those on one dead letter are on one partition, and the last one counts';

alter table dead_letter add column put_at timestamp with time zone;
comment on column dead_letter.put_at is 'when it was put on its topic; null if unknown, as of what was read before this column was';
