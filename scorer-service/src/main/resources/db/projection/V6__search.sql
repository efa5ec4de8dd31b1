-- Search of explanations. What is below is made of `explanation` and `scores` alone, by index_explanations(), which the service
-- calls all the time: whatever changes there is queued here in the same transaction, so nothing is missed, however many
-- replicas write, and writers never wait for it.

-- For finding words in spite of typing errors; goes with this schema, if it is not in the database already.
create extension if not exists pg_trgm;

-- English stems, but every word counts: a neuron that fires on "the" is looked for by "the".
create text search dictionary every_english_word (template = snowball, language = english);
create text search configuration explanation_text (copy = english);
alter text search configuration explanation_text
    alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with every_english_word;

create table search_entry (
    id uuid primary key,
    explanation uuid not null,
    scores uuid,
    score double precision,
    words tsvector not null,
    keys tsvector not null
);
comment on table search_entry is 'what can be found: an explanation with one of its scores, or without any';
comment on column search_entry.id is 'of the scores; of the explanation where it has none';
comment on column search_entry.words is 'the stems of the text and where they are, for ranking';
comment on column search_entry.keys is
    'each stem, and whatever is filtered by (: all, m: MODEL, l: MODEL/LAYER, n: LAYER, e: EXPLAINER, s: SIMULATOR, also @digest8, k: KIND), followed by = and the fiftieth of the score';
create index search_entry_explanation on search_entry (explanation);
-- Without the list of pending rows, through which every search would have to go.
create index search_entry_keys on search_entry using gin (keys) with (fastupdate = off);

create table search_word (
    word text primary key
);
comment on table search_word is 'words as they are written in explanations';
create index search_word_trigrams on search_word using gin (word gin_trgm_ops);

create table search_queue (
    id bigint generated always as identity primary key,
    explanation uuid not null
);
comment on table search_queue is 'explanations whose entries are to be made again';

create function queue_explanation() returns trigger language plpgsql set search_path from current as $$
begin
    insert into search_queue (explanation) values (coalesce(new.id, old.id));
    return null;
end
$$;
create trigger explanation_search after insert or update or delete on explanation
    for each row execute function queue_explanation();

create function queue_scores() returns trigger language plpgsql set search_path from current as $$
begin
    insert into search_queue (explanation) values (coalesce(new.explanation, old.explanation));
    return null;
end
$$;
create trigger scores_search after insert or update or delete on scores
    for each row execute function queue_scores();

insert into search_queue (explanation)
    select id from explanation union select explanation from scores;

-- The fiftieth that a score is in, −50 to 50, or none. It never falls while the score grows, so going down by fiftieths is
-- going down by score.
create function score_tier(score double precision) returns text language sql immutable as $$
    select case when score is null then 'none' else greatest(-50, least(50, floor(score * 50)))::int::text end
$$;

-- A recipe's name as a term.
create function recipe_term(name text) returns text language sql immutable as $$
    select translate(left(name, 200), '''\', '--')
$$;

-- Makes the entries of the first explanations in the queue, and takes them out; returns how many it took out. Only one
-- does so at a time, or it returns 0; so an entry is made of what was committed before, and what is committed later is in the queue.
create function index_explanations(most integer) returns integer language plpgsql set search_path from current as $$
declare
    ids uuid[];
    taken integer;
begin
    if not pg_try_advisory_xact_lock(hashtext(current_schema || '.search_queue')) then
        return 0;
    end if;
    with gone as (
        delete from search_queue where id in (select id from search_queue order by id limit most) returning explanation
    )
    select array_agg(distinct explanation), count(*) into ids, taken from gone;
    if taken = 0 then
        return 0;
    end if;
    delete from search_entry where explanation = any (ids);
    insert into search_entry
        select id, explanation, scores, score, words,
            array_to_tsvector(array(
                select term || '=' || score_tier(score) from unnest(tsvector_to_array(words) || filters) term
                where length(term) between 1 and 500))
        from (
            select coalesce(s.id, e.id) as id, e.id as explanation, s.id as scores, s.score,
                to_tsvector('explanation_text', left(e.text, 20000)) as words,
                array[
                    ':',
                    'm:' || e.model,
                    'l:' || e.model || '/' || e.layer,
                    'n:' || e.layer,
                    'e:' || recipe_term(e.recipe_name),
                    'e:' || recipe_term(e.recipe_name) || '@' || left(e.recipe_digest, 8),
                    's:' || recipe_term(s.simulator_name),
                    's:' || recipe_term(s.simulator_name) || '@' || left(s.simulator_digest, 8),
                    'k:' || e.kind] as filters
            from explanation e left join scores s on s.explanation = e.id where e.id = any (ids)
        ) changed;
    insert into search_word
        select distinct lower(token)
        from explanation e, ts_parse('default', left(e.text, 20000)) parsed (type, token)
        where e.id = any (ids) and type in (1, 2, 3, 9, 10, 11) and length(token) between 2 and 40
        on conflict do nothing;
    return taken;
end
$$;
create index scores_explanation on scores (explanation);

-- Words that may have been meant: those with much the same trigrams, and those of a list that are there.
create function similar_words(typed text, others text[]) returns table (word text)
language sql stable set search_path from current as $$
    (select w.word from search_word w where w.word % typed order by similarity(w.word, typed) desc, w.word limit 20)
    union
    select w.word from search_word w where w.word = any (others)
$$;

-- A query for words and filters, null for none, as search_matches takes it.
create function search_terms(words tsquery, filters text) returns text language sql immutable as $$
    -- Where the words are is not in the keys.
    select concat_ws(' & ', '(' || regexp_replace(nullif(words::text, ''), '<(-|\d+)>', '&', 'g') || ')', filters)
$$;

-- The entries that match, by score, those without one last by id; behind a place, if one is given. Goes through the fiftieths of
-- the score one after the other, each by its keys, until there are enough: it reads no more of a word that half of all
-- have than of a rare one.
-- `terms` is a query for terms as `keys` has them, without = and what follows; each term in quotes and without any in it.
create function search_matches(
    terms text, wanted integer, best_first boolean, lowest double precision, highest double precision,
    unscored boolean, after_score double precision, after_id uuid
) returns setof search_entry
language plpgsql stable set search_path from current set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    highest_here double precision := least(highest, coalesce(case when best_first then after_score end, highest));
    lowest_here double precision := greatest(lowest, coalesce(case when not best_first then after_score end, lowest));
    from_tier integer := score_tier(highest_here)::integer;
    to_tier integer := score_tier(lowest_here)::integer;
    found_before integer := 0;
    found_now integer;
    tier integer;
    wanted_keys tsquery;
begin
    if after_id is null or after_score is not null then
        for step in 0 .. from_tier - to_tier loop
            tier := case when best_first then from_tier - step else to_tier + step end;
            wanted_keys := regexp_replace(terms, '''([^'']+)''', '''\1=' || tier || '''', 'g')::tsquery;
            if best_first then
                return query select e.* from search_entry e
                    where e.keys @@ wanted_keys and e.score >= lowest and e.score <= highest
                        and (after_id is null or (e.score, e.id) < (after_score, after_id))
                    order by e.score desc, e.id desc limit wanted - found_before;
            else
                return query select e.* from search_entry e
                    where e.keys @@ wanted_keys and e.score >= lowest and e.score <= highest
                        and (after_id is null or (e.score, e.id) > (after_score, after_id))
                    order by e.score, e.id limit wanted - found_before;
            end if;
            get diagnostics found_now = row_count;
            found_before := found_before + found_now;
            exit when found_before >= wanted;
        end loop;
    end if;
    if unscored and found_before < wanted then
        wanted_keys := regexp_replace(terms, '''([^'']+)''', '''\1=none''', 'g')::tsquery;
        return query select e.* from search_entry e
            where e.keys @@ wanted_keys and (after_id is null or after_score is not null or e.id > after_id)
            order by e.id limit wanted - found_before;
    end if;
end
$$;

-- Lists by score of one model or recipe, however few of all scores are theirs.
create index scores_best_of_model on scores (model, score, id) where score is not null;
create index scores_best_of_explainer on scores (explainer_name, score, id) where score is not null;
create index scores_best_of_simulator on scores (simulator_name, score, id) where score is not null;
