package dev.ganglion.scorer.results.export;

import dev.ganglion.events.NeuronId;
import dev.ganglion.scorer.results.Page;
import dev.ganglion.scorer.results.Selection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The neurons that have a record, in the order of model, layer, site and index; or any of them. */
@ApplicationScoped
public class RecordedNeurons {

    private static final String PAGE =
            """
            select model, layer, site, neuron_index, id, positions, maximum, mean, variance, skewness, kurtosis, corpus
            from projection.neuron_record
            where (model, layer, site, neuron_index, id) > ($1, $2, $3, $4, $5) and %s
            order by model, layer, site, neuron_index, id limit %s
            """;

    /** As far as layers go: each is found by the index, behind the one before. */
    private static final String LAYERS =
            """
            with recursive place as (
                (select model, layer, site from projection.neuron_record
                    where $1::text is null or model = $1 order by model, layer, site limit 1)
                union all
                select n.* from place p, lateral (
                    select model, layer, site from projection.neuron_record
                    where (model, layer, site) > (p.model, p.layer, p.site) and ($1::text is null or model = $1)
                    order by model, layer, site limit 1) n
            )
            select model, layer, site,
                (select max(neuron_index) from projection.neuron_record r
                    where r.model = place.model and r.layer = place.layer and r.site = place.site)
            from place where $2::int is null or layer = $2
            """;

    private static final String NEXT =
            """
            select neuron_index from projection.neuron_record
            where model = $1 and layer = $2 and site = $3 and neuron_index >= $4 order by neuron_index limit 1
            """;

    private final Pool database;

    RecordedNeurons(Pool database) {
        this.database = database;
    }

    /**
     * A page of them.
     *
     * @param selection its recipes say nothing
     * @param after the {@code next} of the page before, or null for the first
     */
    public Uni<Page<RecordedNeuron>> page(Selection selection, int limit, String after) {
        PlaceQuery query = PlaceQuery.behind(selection, after);
        return database.preparedQuery(query.text(PAGE, limit))
                .execute(query.parameters())
                .map(rows -> page(rows, limit));
    }

    /** Any of them, each with much the same chance; null if there is none. */
    public Uni<NeuronId> any(Selection selection) {
        return database.preparedQuery(LAYERS)
                .execute(Tuple.of(selection.model(), selection.layer()))
                .map(RecordedNeurons::place)
                .chain(place -> place == null
                        ? Uni.createFrom().nullItem()
                        : database.preparedQuery(NEXT)
                                .execute(Tuple.of(place.model(), place.layer(), place.site(), place.index()))
                                .map(rows -> new NeuronId(
                                        place.model(),
                                        place.layer(),
                                        place.site(),
                                        rows.iterator().next().getInteger(0))));
    }

    /** A place in any layer, the larger ones more often. */
    private static NeuronId place(RowSet<Row> layers) {
        long all = 0;
        for (Row layer : layers) {
            all += layer.getInteger(3) + 1L;
        }
        if (all == 0) {
            return null;
        }
        long chosen = ThreadLocalRandom.current().nextLong(all);
        for (Row layer : layers) {
            long size = layer.getInteger(3) + 1L;
            if (chosen < size) {
                return new NeuronId(layer.getString(0), layer.getInteger(1), layer.getString(2), (int) chosen);
            }
            chosen -= size;
        }
        throw new IllegalStateException("a number below the sum is in one of the parts");
    }

    private static Page<RecordedNeuron> page(RowSet<Row> rows, int limit) {
        List<RecordedNeuron> neurons = new ArrayList<>();
        for (Row row : rows) {
            neurons.add(new RecordedNeuron(
                    new NeuronId(row.getString(0), row.getInteger(1), row.getString(2), row.getInteger(3)),
                    row.getUUID(4),
                    row.getLong(5),
                    row.getDouble(6),
                    row.getDouble(7),
                    row.getDouble(8),
                    row.getDouble(9),
                    row.getDouble(10),
                    row.getString(11)));
        }
        RecordedNeuron last = neurons.size() < limit ? null : neurons.get(limit - 1);
        return new Page<>(neurons, last == null ? null : PlaceQuery.place(last.neuron(), last.activations()));
    }
}
