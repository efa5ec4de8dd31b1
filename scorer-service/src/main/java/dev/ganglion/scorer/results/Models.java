package dev.ganglion.scorer.results;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.scorer.results.ModelResults.RecipeResults;
import dev.ganglion.scorer.results.summary.Summaries;
import dev.ganglion.scorer.results.summary.Summary;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which models there are, and which recipes have worked on them. */
@ApplicationScoped
public class Models {

    private static final int MOST_RESULTS = 1000;
    private static final Comparator<RecipeResults> ORDER = Comparator.comparing(
                    (RecipeResults each) -> each.explainer().name())
            .thenComparing(each -> each.simulator().name())
            .thenComparing(each -> each.explainer().digest())
            .thenComparing(each -> each.simulator().digest());

    private final Summaries summaries;

    Models(Summaries summaries) {
        this.summaries = summaries;
    }

    /** The models, by name; of a large database, of a moment ago. */
    public Uni<List<ModelResults>> all() {
        return summaries.now().map(Models::models);
    }

    private record Pair(RecipeRef explainer, RecipeRef simulator) {}

    private static List<ModelResults> models(Summary summary) {
        Map<String, Long> neurons = new TreeMap<>();
        Map<String, Map<Pair, Long>> results = new TreeMap<>();
        summary.records().forEach(cell -> neurons.merge(cell.place().model(), cell.neurons(), Long::sum));
        summary.scores().forEach(cell -> {
            neurons.putIfAbsent(cell.place().model(), 0L);
            results.computeIfAbsent(cell.place().model(), model -> new HashMap<>())
                    .merge(new Pair(cell.explainer(), cell.simulator()), cell.scores(), Long::sum);
        });
        return neurons.entrySet().stream()
                .map(model -> new ModelResults(
                        model.getKey(), model.getValue(), results(results.getOrDefault(model.getKey(), Map.of()))))
                .toList();
    }

    private static List<RecipeResults> results(Map<Pair, Long> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> new RecipeResults(
                        pair.getKey().explainer(), pair.getKey().simulator(), pair.getValue()))
                .sorted(ORDER)
                .limit(MOST_RESULTS)
                .toList();
    }
}
