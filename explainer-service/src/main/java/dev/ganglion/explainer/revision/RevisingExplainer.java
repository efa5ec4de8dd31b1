package dev.ganglion.explainer.revision;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.explainer.Explainer;
import dev.ganglion.explainer.words.UnansweredQuestions;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.UnanswerableException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.Stream;

/**
 * Explains a neuron and revises the explanation round by round. All explanations are results, each with the one before as
 * its parent, scored on the same held-out excerpts; the sentences written on the way are in none of them. A round that
 * the model does not answer ends it with what there is.
 */
final class RevisingExplainer implements Explainer {

    private final RecipeRef recipe;
    private final Explainer first;
    private final SentenceWriter writer;
    private final Experiment experiment;
    private final Reviser reviser;
    private final int rounds;

    RevisingExplainer(
            RecipeRef recipe,
            Explainer first,
            SentenceWriter writer,
            Experiment experiment,
            Reviser reviser,
            int rounds) {
        this.recipe = recipe;
        this.first = first;
        this.writer = writer;
        this.experiment = experiment;
        this.reviser = reviser;
        this.rounds = rounds;
    }

    @Override
    public Uni<List<Explanation>> explain(NeuronActivations record) {
        return first.explain(record)
                .chain(explained ->
                        explained.isEmpty() ? Uni.createFrom().item(explained) : revise(record, explained, 1));
    }

    /** Of the first explanation: what is asked later follows from the answers. */
    @Override
    public List<ModelRequest> preview(NeuronActivations record) {
        return first.preview(record);
    }

    private Uni<List<Explanation>> revise(NeuronActivations record, List<Explanation> soFar, int round) {
        if (round > rounds) {
            return Uni.createFrom().item(soFar);
        }
        Explanation last = soFar.get(soFar.size() - 1);
        return round(record, last, round)
                .map(List::of)
                .onFailure(UnanswerableException.class)
                .recoverWithItem(failure -> missing(record, round, failure))
                .chain(revised -> revised.isEmpty()
                        ? Uni.createFrom().item(soFar)
                        : revise(
                                record,
                                Stream.concat(soFar.stream(), revised.stream()).toList(),
                                round + 1));
    }

    private Uni<Explanation> round(NeuronActivations record, Explanation last, int round) {
        return Uni.createFrom()
                .deferred(() -> writer.write(last, round))
                .chain(sentences -> experiment.run(last, sentences))
                .chain(findings -> reviser.revise(record, last, findings, round));
    }

    private List<Explanation> missing(NeuronActivations record, int round, UnanswerableException failure) {
        UnansweredQuestions.report(recipe, record.neuron(), "revision " + round, failure);
        return List.of();
    }
}
