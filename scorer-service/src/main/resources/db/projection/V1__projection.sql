-- What was read from the topics, and nothing else: dropped and replayed, it comes out the same. Rows arrive in any order, so
-- no table refers to another. `content` is 64 bits of the SHA-256 of the event: of two events with one id, the one with
-- the greater content stays, whichever came first.

create table neuron_record (
    id uuid primary key,
    model text not null,
    layer integer not null,
    site text not null,
    neuron_index integer not null,
    positions bigint not null,
    maximum double precision not null,
    mean double precision not null,
    variance double precision not null,
    skewness double precision,
    kurtosis double precision,
    subject_digest text not null,
    corpus text not null,
    corpus_digest text not null,
    corpus_excerpts bigint not null,
    corpus_tokens bigint not null,
    collation_parameters text not null,
    event bytea not null,
    content bigint not null
);
comment on column neuron_record.event is 'the event as it was read, compressed with zstd';
create index neuron_record_neuron on neuron_record (model, layer, site, neuron_index);

create table explanation (
    id uuid primary key,
    model text not null,
    layer integer not null,
    site text not null,
    neuron_index integer not null,
    activations uuid not null,
    recipe_name text not null,
    recipe_digest text not null,
    recipe_method text not null,
    candidate integer not null,
    parent uuid,
    kind text not null,
    text text not null,
    maximum double precision not null,
    content bigint not null
);
create index explanation_neuron on explanation (model, layer, site, neuron_index);

create table simulation (
    id uuid primary key,
    model text not null,
    layer integer not null,
    site text not null,
    neuron_index integer not null,
    activations uuid not null,
    explanation uuid not null,
    explainer_name text not null,
    explainer_digest text not null,
    simulator_name text not null,
    simulator_digest text not null,
    event bytea not null,
    content bigint not null
);
comment on column simulation.event is 'the event as it was read, compressed with zstd';
create index simulation_neuron on simulation (model, layer, site, neuron_index);

create table scores (
    id uuid primary key,
    model text not null,
    layer integer not null,
    site text not null,
    neuron_index integer not null,
    activations uuid not null,
    explanation uuid not null,
    simulation uuid not null,
    kind text not null,
    explainer_name text not null,
    explainer_digest text not null,
    explainer_method text not null,
    simulator_name text not null,
    simulator_digest text not null,
    simulator_method text not null,
    scorer text not null,
    score double precision,
    undefined text,
    splits jsonb not null,
    content bigint not null,
    constraint scores_has_a_score_or_a_reason check ((score is null) <> (undefined is null))
);
comment on column scores.score is 'correlation on the valid split over top and random excerpts; null if undefined';
create index scores_neuron on scores (model, layer, site, neuron_index);
-- What the distribution and the counts need, without the rows themselves.
create index scores_distribution on scores (model, layer, site, score);
create index scores_best on scores (score, id) where score is not null;
create index scores_best_of_layer on scores (model, layer, score, id) where score is not null;
create index scores_undefined on scores (model, layer, site, neuron_index, id) where score is null;

create table recipe (
    id uuid primary key,
    digest text not null,
    service text not null,
    name text not null,
    method text not null,
    text text not null,
    content bigint not null
);
comment on column recipe.id is 'of digest, service and name';
create index recipe_digest on recipe (digest);

create table dead_letter (
    id text primary key,
    topic text not null,
    dlq_partition integer not null,
    dlq_offset bigint not null,
    record_key text,
    reason text,
    error text,
    from_topic text,
    from_partition integer,
    from_offset bigint,
    consumer_group text,
    recipe text,
    attempt integer,
    bytes integer not null,
    value_start bytea not null
);
comment on column dead_letter.id is 'the place on the dead letter topic: topic/partition/offset';
create index dead_letter_place on dead_letter (topic, dlq_partition, dlq_offset);
