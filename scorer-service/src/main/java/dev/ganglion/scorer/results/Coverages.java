package dev.ganglion.scorer.results;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.scorer.results.Coverage.Explained;
import dev.ganglion.scorer.results.Coverage.Scored;
import dev.ganglion.scorer.results.summary.CountCell;
import dev.ganglion.scorer.results.summary.Place;
import dev.ganglion.scorer.results.summary.ScoreCell;
import dev.ganglion.scorer.results.summary.Summaries;
import dev.ganglion.scorer.results.summary.Summary;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says how far recipes are, layer by layer. */
@ApplicationScoped
public class Coverages {

    private final Summaries summaries;

    Coverages(Summaries summaries) {
        this.summaries = summaries;
    }

    /** By model, layer and site; of a large database, of a moment ago. */
    public Uni<List<Coverage>> of(Selection selection) {
        return summaries.now().map(summary -> {
            Map<Place, Layer> layers = new TreeMap<>();
            Summary.of(selection, summary.records())
                    .forEach(cell -> layer(layers, cell.place()).neurons += cell.neurons());
            Summary.of(selection, summary.explanations())
                    .forEach(cell -> layer(layers, cell.place()).explained.add(cell));
            Summary.of(selection, summary.simulations())
                    .forEach(cell -> layer(layers, cell.place()).simulated(cell));
            summary.scores(selection)
                    .forEach(cell -> layer(layers, cell.place()).scored(cell));
            Summary.of(selection, summary.judgements())
                    .forEach(cell -> layer(layers, cell.place()).judged(cell));
            return layers.entrySet().stream()
                    .map(each -> each.getValue().coverage(each.getKey()))
                    .toList();
        });
    }

    private static Layer layer(Map<Place, Layer> layers, Place place) {
        return layers.computeIfAbsent(place, unknown -> new Layer());
    }

    /** Simulations do not say the methods, which say nothing that digests do not. */
    private record Pair(String explainer, String simulator) {

        static Pair of(RecipeRef explainer, RecipeRef simulator) {
            return new Pair(explainer.name() + "@" + explainer.digest(), simulator.name() + "@" + simulator.digest());
        }
    }

    /** What one layer has, while it is being put together. */
    private static final class Layer {

        private long neurons;
        private final List<CountCell> explained = new ArrayList<>();
        private final Map<Pair, Scored> scored = new HashMap<>();

        void simulated(CountCell cell) {
            add(new Scored(cell.explainer(), cell.simulator(), cell.rows(), 0, 0, 0));
        }

        void scored(ScoreCell cell) {
            add(new Scored(cell.explainer(), cell.simulator(), 0, cell.scores(), cell.scores() - cell.defined(), 0));
        }

        void judged(CountCell cell) {
            add(new Scored(cell.explainer(), cell.simulator(), 0, 0, 0, cell.rows()));
        }

        private void add(Scored part) {
            scored.merge(
                    Pair.of(part.explainer(), part.simulator()),
                    part,
                    (one, more) -> new Scored(
                            one.explainer().method().isEmpty() ? more.explainer() : one.explainer(),
                            one.simulator().method().isEmpty() ? more.simulator() : one.simulator(),
                            one.simulations() + more.simulations(),
                            one.scores() + more.scores(),
                            one.undefined() + more.undefined(),
                            one.judgements() + more.judgements()));
        }

        Coverage coverage(Place place) {
            return new Coverage(
                    place.model(),
                    place.layer(),
                    place.site(),
                    neurons,
                    explained.stream()
                            .map(cell -> new Explained(
                                    cell.explainer(),
                                    cell.neurons(),
                                    Math.max(0, neurons - cell.neurons()),
                                    cell.rows()))
                            .sorted(Comparator.comparing(
                                    each -> each.explainer().pinned()))
                            .toList(),
                    scored.values().stream()
                            .sorted(Comparator.comparing(
                                            (Scored each) -> each.explainer().pinned())
                                    .thenComparing(each -> each.simulator().pinned()))
                            .toList());
        }
    }
}
