-- What language models answered, what it cost, and what may be spent. Never dropped by a rebuild: answers cost money.
-- Money is in nano-dollars, whole numbers: exact, and small enough for the price of one token.

create table ledger.budget (
    recipe text primary key,
    name text not null,
    service text not null,
    model text not null,
    budget bigint check (budget >= 0),
    spent bigint not null default 0 check (spent >= 0),
    reserved bigint not null default 0 check (reserved >= 0),
    unconfirmed bigint not null default 0 check (unconfirmed >= 0),
    revision bigint not null default 0,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now()
);
comment on table ledger.budget is 'one row for each recipe; all who spend on it lock it, so that together they stay within it';
comment on column ledger.budget.recipe is 'the digest of the recipe';
comment on column ledger.budget.budget is 'nano-dollars that may be spent; null: no limit';
comment on column ledger.budget.spent is 'nano-dollars of calls whose usage the server told';
comment on column ledger.budget.reserved is 'nano-dollars that calls in flight may cost at most';
comment on column ledger.budget.unconfirmed is 'nano-dollars that calls without an answer may have cost at most';
comment on column ledger.budget.revision is 'counts changes, so that a reader can tell the newer of two states';

create table ledger.answer (
    key bytea primary key,
    recipe text not null,
    model text not null,
    neuron text not null,
    sample integer not null,
    attempt integer not null,
    state text not null check (state in ('claimed', 'open', 'answered', 'format-failure', 'refused')),
    answer jsonb check (jsonb_typeof(answer) = 'object'),
    reason text,
    prompt_tokens bigint,
    completion_tokens bigint,
    cost bigint,
    estimated boolean not null default false,
    reserved bigint not null default 0,
    unconfirmed bigint not null default 0,
    calls integer not null default 0,
    latency_ms bigint,
    holder uuid,
    ticket bigint,
    lease_until timestamptz,
    asked_at timestamptz not null default now(),
    settled_at timestamptz,
    check ((state = 'answered') = (answer is not null)),
    check ((state in ('format-failure', 'refused')) = (reason is not null)),
    check (state in ('claimed', 'open') or reserved = 0)
) with (fillfactor = 80);
comment on table ledger.answer is 'one row for each question, sample and attempt that was ever asked; neither prompts nor raw answers';
comment on column ledger.answer.key is
    'SHA-256 over the endpoint''s URL, the path and body of the request, the sample, the attempt and the name of the format';
comment on column ledger.answer.recipe is 'whose budget paid last';
comment on column ledger.answer.state is
    'claimed: somebody is asking; open: somebody asked and got nothing; the others are final';
comment on column ledger.answer.answer is 'what the recipe''s method made of the answer';
comment on column ledger.answer.cost is 'nano-dollars; null: the price is unknown';
comment on column ledger.answer.estimated is 'whether the server did not tell its usage, and the most it may have been is charged';
comment on column ledger.answer.calls is 'HTTP requests that were made for it';
comment on column ledger.answer.holder is 'the process that asks';
comment on column ledger.answer.ticket is 'which of the process''s claims this is';
create index answer_claimed on ledger.answer (recipe, lease_until) where state = 'claimed';
