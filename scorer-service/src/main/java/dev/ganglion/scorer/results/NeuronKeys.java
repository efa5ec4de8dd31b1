package dev.ganglion.scorer.results;

import dev.ganglion.events.NeuronId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Names neurons that have a record, however many, by their place in the model or by how well they are explained. */
@ApplicationScoped
public class NeuronKeys {

    private static final int PAGE = 5000;
    private static final String PLACE = "n.model, n.layer, n.site, n.neuronIndex";

    /** A neuron has a record for each corpus and collation. */
    private static final String PLACES = "select distinct " + PLACE + " from NeuronRecord n where %s order by " + PLACE;

    private static final String WELL_EXPLAINED =
            """
            exists (select 1 from Scores s
                where s.model = n.model and s.layer = n.layer and s.site = n.site and s.neuronIndex = n.neuronIndex
                and s.score >= :below and %s)
            """;

    private final Database database;

    NeuronKeys(Database database) {
        this.database = database;
    }

    /**
     * Which neurons are meant.
     *
     * @param model null for all
     * @param layers null for all
     * @param below only those whose best score is under it, or that have no defined one; null for all. Of several
     *     candidates of one recipe, the best on the calibration split counts
     * @param explainer whose explanations {@code below} is about; null for everybody's
     */
    public record Choice(String model, List<LayerRange> layers, Double below, RecipeFilter explainer) {}

    /**
     * Their keys, in the order of model, layer, site and index. A page is asked for when the one before has been taken, and
     * goes on behind it; so there is never more than one at hand, and neurons that arrive meanwhile double nothing.
     */
    public Multi<List<NeuronId>> pages(Choice choice) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<NeuronId>(), last -> database.read(
                                session -> page(session, choice, last.get()))
                        .invoke(page -> last.set(page.isEmpty() ? null : page.get(page.size() - 1))))
                .whilst(page -> page.size() == PAGE)
                .filter(page -> !page.isEmpty());
    }

    private static Uni<List<NeuronId>> page(Mutiny.StatelessSession session, Choice choice, NeuronId behind) {
        Conditions conditions = new Selection(choice.model(), null, null, null).of("n");
        layers(conditions, choice.layers());
        if (behind != null) {
            conditions
                    .and("(" + PLACE + ") > (:cModel, :cLayer, :cSite, :cIndex)")
                    .with("cModel", behind.model())
                    .with("cLayer", behind.layer())
                    .with("cSite", behind.site())
                    .with("cIndex", behind.index());
        }
        return below(session, conditions, choice).chain(all -> all.query(session, PLACES.formatted(all), Object[].class)
                .setMaxResults(PAGE)
                .getResultList()
                .map(rows -> rows.stream().map(NeuronKeys::neuron).toList()));
    }

    private static void layers(Conditions conditions, List<LayerRange> layers) {
        if (layers != null) {
            conditions.and(IntStream.range(0, layers.size())
                    .mapToObj(i -> "n.layer between :first" + i + " and :last" + i)
                    .collect(Collectors.joining(" or ", "(", ")")));
            for (int i = 0; i < layers.size(); i++) {
                conditions
                        .with("first" + i, layers.get(i).first())
                        .with("last" + i, layers.get(i).last());
            }
        }
    }

    private static Uni<Conditions> below(Mutiny.StatelessSession session, Conditions conditions, Choice choice) {
        if (choice.below() == null) {
            return Uni.createFrom().item(conditions);
        }
        return BestCandidate.condition(session, choice.model()).map(best -> {
            Conditions scores = new Selection(null, null, choice.explainer(), null)
                    .ofResults("s")
                    .and(best);
            return conditions
                    .and("not " + WELL_EXPLAINED.formatted(scores), "below", choice.below())
                    .with(scores);
        });
    }

    private static NeuronId neuron(Object[] row) {
        return new NeuronId((String) row[0], (int) row[1], (String) row[2], (int) row[3]);
    }
}
