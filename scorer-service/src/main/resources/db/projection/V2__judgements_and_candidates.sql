-- Judgements of whole excerpts have scores of another kind, and so a table of their own: what ranks neurons stays in `scores`.
create table judgement_scores (
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
    balanced_accuracy double precision,
    undefined text,
    judgements jsonb not null,
    content bigint not null,
    constraint judgement_scores_has_a_value_or_a_reason check ((balanced_accuracy is null) <> (undefined is null))
);
create index judgement_scores_neuron on judgement_scores (model, layer, site, neuron_index);

-- What the best of several candidates is chosen by.
alter table scores add column calibration double precision;
comment on column scores.calibration is 'correlation on the calibration split over top and random excerpts; null if undefined';
update scores set calibration = (
    select (split -> 'correlation' ->> 'value')::double precision
    from jsonb_array_elements(splits -> 'scores') split
    where split ->> 'split' = 'calibration' and split ->> 'on' = 'top-and-random'
    limit 1
);
