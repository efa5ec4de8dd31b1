-- What changes the ledger. Each is one statement for a batch, and takes its locks in one order: budgets by recipe, then
-- answers. Each returns a row per item of the batch, by its ordinal, and a row 'budget' for each budget that it looked at.
--
-- A connection keeps the plan that it made when the table was empty: hence no plans but those by index.

-- Writes back a budget that was locked, if it has changed.
create or replace function ledger.keep(purse ledger.budget)
    returns void
    language sql
as $$
    update ledger.budget b
    set reserved = purse.reserved, unconfirmed = purse.unconfirmed, revision = b.revision + 1, changed_at = now()
    where b.recipe = purse.recipe and (b.reserved, b.unconfirmed) <> (purse.reserved, purse.unconfirmed)
$$;

-- Whether a lease holds. Its end alone does not tell: when the clock is set back by an hour, the lease of somebody who is
-- gone would hold for an hour more. Who is not gone renews it, and has it from now on. The minute is for statements that
-- waited for a lock.
create or replace function ledger.holds(leased_at timestamptz, lease_until timestamptz, moment timestamptz)
    returns boolean
    language sql
    immutable
as $$
    select lease_until > moment and coalesce(leased_at <= moment + interval '1 min', true)
$$;

-- Claims questions: finds what is answered, and reserves the money for what is not and fits into the budget. Who asks again
-- does so where a format failure or a refusal is remembered; tokens and cost of before stay in the row.
--   answered        detail: the answer
--   format-failure, refused   detail: {reason}
--   claimed         it is the asker's, until its lease ends
--   busy            detail: {millis} until the lease of the other who is asking ends
--   spent           the budget is spent
--   reserved        the budget is not spent, but reserved by calls in flight
--   unpriced        there is a budget, and the asker does not know the price
create or replace function ledger.claim(asker uuid, lease interval, asks jsonb)
    returns table (ord integer, outcome text, detail jsonb)
    language plpgsql
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    ask record;
    purse ledger.budget;
    held ledger.answer;
    moment timestamptz := clock_timestamp();
begin
    for ask in
        select q.ord, q.ticket, q.recipe, q.model, q.neuron, q.sample, q.attempt, q.cost, decode(q.key, 'hex') as key,
               coalesce(q.again, false) as again,
               a.state, a.answer, a.reason, a.leased_at, a.lease_until, a.holder, a.ticket as held_ticket
        from jsonb_to_recordset(asks) as q(ord integer, key text, ticket bigint, recipe text, model text, neuron text,
                                           sample integer, attempt integer, cost bigint, again boolean)
        left join ledger.answer a on a.key = decode(q.key, 'hex')
        order by q.recipe, q.ord
    loop
        ord := ask.ord;
        detail := null;
        -- A look without locks: whoever finds all of it answered writes nothing.
        if ask.state = 'answered' then
            outcome := 'answered';
            detail := ask.answer;
            return next;
            continue;
        elsif ask.state in ('format-failure', 'refused') and not ask.again then
            outcome := ask.state;
            detail := jsonb_build_object('reason', ask.reason);
            return next;
            continue;
        elsif ledger.holds(ask.leased_at, ask.lease_until, moment)
            and (ask.holder, ask.held_ticket) is distinct from (asker, ask.ticket) then
            outcome := 'busy';
            detail := jsonb_build_object(
                'millis', ceil(extract(epoch from ask.lease_until - moment) * 1000)::bigint);
            return next;
            continue;
        end if;

        if purse.recipe is distinct from ask.recipe then
            perform ledger.keep(purse);
            select * into purse from ledger.budget b where b.recipe = ask.recipe for update;
            if not found then
                raise exception 'recipe % has no budget', ask.recipe;
            end if;
            moment := clock_timestamp();
        end if;

        held := null;
        if ask.state is not null then
            select * into held from ledger.answer a where a.key = ask.key for update;
            if held.state = 'claimed' and held.holder = asker and held.ticket = ask.ticket then
                -- This very claim was made already, and the word of it was lost.
                outcome := 'claimed';
                return next;
                continue;
            elsif not (held.state in ('claimed', 'open') or ask.again and held.state in ('format-failure', 'refused'))
                or ledger.holds(held.leased_at, held.lease_until, moment)
                    and (held.holder, held.ticket) is distinct from (asker, ask.ticket) then
                outcome := 'busy';
                detail := jsonb_build_object('millis', 0);
                return next;
                continue;
            end if;
            if held.state = 'claimed' then
                -- Its holder is gone. The call may have been billed.
                if held.recipe = purse.recipe then
                    purse.reserved := purse.reserved - held.reserved;
                    purse.unconfirmed := purse.unconfirmed + held.reserved;
                else
                    update ledger.budget b
                    set reserved = b.reserved - held.reserved, unconfirmed = b.unconfirmed + held.reserved,
                        revision = b.revision + 1, changed_at = now()
                    where b.recipe = held.recipe;
                end if;
                update ledger.answer a
                set state = 'open', unconfirmed = a.unconfirmed + a.reserved, reserved = 0
                where a.key = ask.key;
            end if;
        end if;

        if ask.state is null and exists (select from ledger.answer a where a.key = ask.key) then
            -- Somebody was faster just now.
            outcome := 'busy';
            detail := jsonb_build_object('millis', 0);
        elsif purse.budget is not null and ask.cost is null then
            outcome := 'unpriced';
        elsif purse.budget < purse.spent + purse.unconfirmed + ask.cost then
            outcome := 'spent';
        elsif purse.budget < purse.spent + purse.unconfirmed + purse.reserved + ask.cost then
            outcome := 'reserved';
        else
            if held.key is null then
                insert into ledger.answer (key, recipe, model, neuron, sample, attempt, state, holder, ticket, reserved,
                                           calls, leased_at, lease_until)
                values (ask.key, ask.recipe, ask.model, ask.neuron, ask.sample, ask.attempt, 'claimed', asker, ask.ticket,
                        coalesce(ask.cost, 0), 1, moment, moment + lease)
                on conflict do nothing;
            else
                update ledger.answer a
                set state = 'claimed', reason = null, recipe = ask.recipe, holder = asker, ticket = ask.ticket,
                    reserved = coalesce(ask.cost, 0), calls = a.calls + 1, leased_at = moment,
                    lease_until = moment + lease
                where a.key = ask.key;
            end if;
            if found then
                outcome := 'claimed';
                purse.reserved := purse.reserved + coalesce(ask.cost, 0);
            else
                -- Likewise, on another budget.
                outcome := 'busy';
                detail := jsonb_build_object('millis', 0);
            end if;
        end if;
        return next;
    end loop;
    perform ledger.keep(purse);

    return query
        select null::integer, 'budget', to_jsonb(b)
        from ledger.budget b
        where b.recipe in (select q.recipe from jsonb_to_recordset(asks) as q(recipe text));
end
$$;

-- Says what became of claims: answered, format-failure and refused are final; open gives the claim back, its reservation
-- becoming unconfirmed spending if the request was sent. An open claim stays its holder's for so many milliseconds.
--   kept            it is written
--   lost            the claim is not the asker's any more
create or replace function ledger.settle(asker uuid, reports jsonb)
    returns table (ord integer, outcome text, detail jsonb)
    language plpgsql
    set enable_seqscan = off
as $$
begin
    perform from ledger.budget b
    where b.recipe in (select r.recipe from jsonb_to_recordset(reports) as r(recipe text))
    order by b.recipe
    for update;

    return query
        with report as (
            select r.*, decode(r.key, 'hex') as id
            from jsonb_to_recordset(reports) as r(ord integer, key text, ticket bigint, state text, answer jsonb,
                reason text, prompt_tokens bigint, completion_tokens bigint, cost bigint, estimated boolean,
                latency_ms bigint, sent boolean, millis bigint)
        ),
        -- By key alone: a look at what is claimed would go through the dead entries of that index.
        named as (
            select a.key as id, a.recipe, a.reserved, a.state as was, r.ord, r.ticket, r.state, r.answer, r.reason,
                   r.prompt_tokens, r.completion_tokens, r.cost, r.estimated, r.latency_ms, r.sent, r.millis
            from report r
            join ledger.answer a on a.key = r.id
            where a.holder = asker and a.ticket = r.ticket
            order by a.key
            for update of a
        ),
        held as (
            -- An answer is kept as well when its lease had ended, as long as nobody else has asked meanwhile. Of a claim
            -- that is settled twice in this batch, one settlement, or the budget would get its reservation back twice.
            select distinct on (n.id) *
            from named n
            where n.was = 'claimed' or n.was = 'open' and n.state <> 'open'
            order by n.id, n.state = 'open', n.ord
        ),
        written as (
            update ledger.answer a
            set state = h.state,
                answer = h.answer,
                reason = h.reason,
                prompt_tokens = coalesce(a.prompt_tokens + h.prompt_tokens, h.prompt_tokens, a.prompt_tokens),
                completion_tokens =
                    coalesce(a.completion_tokens + h.completion_tokens, h.completion_tokens, a.completion_tokens),
                cost = coalesce(a.cost + h.cost, h.cost, a.cost),
                estimated = coalesce(h.estimated, false),
                latency_ms = h.latency_ms,
                reserved = 0,
                unconfirmed = a.unconfirmed + case when h.state = 'open' and h.sent then a.reserved else 0 end,
                calls = a.calls - case when h.state = 'open' and not h.sent then 1 else 0 end,
                leased_at = clock_timestamp(),
                lease_until = case when h.state = 'open' then clock_timestamp() + h.millis * interval '1 ms' end,
                settled_at = case when h.state <> 'open' then now() end
            from held h
            where a.key = h.id
        ),
        money as (
            select h.recipe, sum(h.reserved) as reserved, coalesce(sum(h.cost), 0) as spent,
                   coalesce(sum(h.reserved) filter (where h.state = 'open' and h.sent), 0) as unconfirmed
            from held h
            group by h.recipe
        ),
        paid as (
            update ledger.budget b
            set reserved = b.reserved - m.reserved, spent = b.spent + m.spent, unconfirmed = b.unconfirmed + m.unconfirmed,
                revision = b.revision + 1, changed_at = now()
            from money m
            where b.recipe = m.recipe
            returning b.*
        )
        select r.ord, case when h.ord is null then 'lost' else 'kept' end, null::jsonb
        from report r left join held h on h.ord = r.ord
        union all
        select null, 'budget', to_jsonb(p) from paid p;
end
$$;

-- Lengthens the leases of claims, and counts further requests that are made under them.
create or replace function ledger.renew(asker uuid, lease interval, renewals jsonb)
    returns void
    language plpgsql
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
begin
    perform from ledger.answer a
    where a.key in (select decode(r.key, 'hex') from jsonb_to_recordset(renewals) as r(key text))
    order by a.key
    for update;

    update ledger.answer a
    set leased_at = clock_timestamp(), lease_until = clock_timestamp() + lease, calls = a.calls + r.calls
    from (
        select decode(g.key, 'hex') as id, g.ticket, sum(g.calls) as calls
        from jsonb_to_recordset(renewals) as g(key text, ticket bigint, calls integer)
        group by 1, 2
    ) r
    where a.key = r.id and a.holder = asker and a.ticket = r.ticket and a.state = 'claimed';
end
$$;

-- A budget as it is now. What processes that are gone had reserved becomes unconfirmed spending.
create or replace function ledger.look(wanted text)
    returns jsonb
    language plpgsql
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    expired bigint;
begin
    if exists (select from ledger.answer a
               where a.recipe = wanted and a.state = 'claimed' and a.lease_until < clock_timestamp()) then
        perform from ledger.budget b where b.recipe = wanted for update;
        with gone as (
            select a.key, a.reserved
            from ledger.answer a
            where a.recipe = wanted and a.state = 'claimed' and a.lease_until < clock_timestamp()
            order by a.key
            for update
        ),
        opened as (
            update ledger.answer a
            set state = 'open', unconfirmed = a.unconfirmed + a.reserved, reserved = 0
            from gone g
            where a.key = g.key
        )
        select coalesce(sum(g.reserved), 0) into expired from gone g;
        update ledger.budget b
        set reserved = b.reserved - expired, unconfirmed = b.unconfirmed + expired, revision = b.revision + 1,
            changed_at = now()
        where b.recipe = wanted and expired > 0;
    end if;
    return (select to_jsonb(b) from ledger.budget b where b.recipe = wanted);
end
$$;
