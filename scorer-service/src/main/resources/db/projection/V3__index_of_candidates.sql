-- Tells at once that no recipe has said more than one thing of a neuron, which is most often so.
create index explanation_candidates on explanation (model) where candidate > 0 or parent is not null;
