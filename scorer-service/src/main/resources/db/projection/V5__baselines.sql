-- Scores of explanations that another neuron lent: what chance gives. They are scores of another kind, and so have a table
-- of their own: what ranks neurons stays in `scores` and `judgement_scores`.
create table baseline_score (
    id uuid primary key,
    model text not null,
    layer integer not null,
    site text not null,
    neuron_index integer not null,
    activations uuid not null,
    explanation uuid not null,
    explanation_of text not null,
    simulation uuid not null,
    kind text not null,
    explainer_name text not null,
    explainer_digest text not null,
    explainer_method text not null,
    simulator_name text not null,
    simulator_digest text not null,
    simulator_method text not null,
    scorer text not null,
    measure text not null,
    score double precision,
    undefined text,
    content bigint not null,
    constraint baseline_score_has_a_value_or_a_reason check ((score is null) <> (undefined is null))
);
comment on column baseline_score.explanation_of is 'the neuron whose explanation it is';
comment on column baseline_score.measure is 'correlation or balancedAccuracy, by the simulator';
create index baseline_score_neuron on baseline_score (model, layer, site, neuron_index);

alter table simulation add column explanation_of text;
comment on column simulation.explanation_of is 'the neuron whose explanation it is; null for its own';
