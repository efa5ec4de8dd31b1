package dev.ganglion.scorer.results;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.scorer.results.ModelResults.RecipeResults;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which models there are, and which recipes have worked on them. */
@ApplicationScoped
public class Models {

    private static final String NEURONS =
            """
            select n.model, count(*) from (
                select distinct r.model as model, r.layer as layer, r.site as site, r.neuronIndex as neuronIndex
                from NeuronRecord r) n
            group by n.model
            """;

    private static final String RESULTS =
            """
            select s.model, s.explainerName, s.explainerDigest, s.explainerMethod,
                s.simulatorName, s.simulatorDigest, s.simulatorMethod, count(*)
            from Scores s
            group by s.model, s.explainerName, s.explainerDigest, s.explainerMethod,
                s.simulatorName, s.simulatorDigest, s.simulatorMethod
            order by s.model, s.explainerName, s.simulatorName, s.explainerDigest, s.simulatorDigest
            """;

    private static final int MOST_RESULTS = 1000;

    private final Database database;

    Models(Database database) {
        this.database = database;
    }

    /** The models, by name. */
    public Uni<List<ModelResults>> all() {
        return database.read(session -> session.createSelectionQuery(NEURONS, Object[].class)
                .getResultList()
                .chain(neurons -> session.createSelectionQuery(RESULTS, Object[].class)
                        .setMaxResults(MOST_RESULTS)
                        .getResultList()
                        .map(results -> joined(neurons, results))));
    }

    private static List<ModelResults> joined(List<Object[]> neurons, List<Object[]> results) {
        Map<String, ModelResults> models = new TreeMap<>();
        for (Object[] row : neurons) {
            String model = (String) row[0];
            models.put(model, new ModelResults(model, (long) row[1], new ArrayList<>()));
        }
        for (Object[] row : results) {
            models.computeIfAbsent((String) row[0], model -> new ModelResults(model, 0, new ArrayList<>()))
                    .results()
                    .add(new RecipeResults(
                            new RecipeRef((String) row[1], (String) row[2], (String) row[3]),
                            new RecipeRef((String) row[4], (String) row[5], (String) row[6]),
                            (long) row[7]));
        }
        return List.copyOf(models.values());
    }
}
