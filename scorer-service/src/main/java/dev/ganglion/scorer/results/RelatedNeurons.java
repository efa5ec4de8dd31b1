package dev.ganglion.scorer.results;

import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.WeightSummary;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The neurons that a neuron's weights lead to, and the words that explain them best. */
@ApplicationScoped
public class RelatedNeurons {

    private final Ranking ranking;

    RelatedNeurons(Ranking ranking) {
        this.ranking = ranking;
    }

    /** The best scored explanation of each neuron that the record names and that has one. */
    public Uni<Map<NeuronId, ScoredExplanation>> explained(NeuronActivations record) {
        return record.weights() == null
                ? Uni.createFrom().item(Map.of())
                : ranking.bestOf(record.neuron().model(), neurons(record.weights()));
    }

    private static Set<NeuronId> neurons(WeightSummary weights) {
        return new LinkedHashSet<>(Stream.of(weights.upstream(), weights.downstream())
                .flatMap(found -> Stream.of(found.positive(), found.negative()))
                .flatMap(Collection::stream)
                .toList());
    }
}
