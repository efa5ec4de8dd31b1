package dev.ganglion.scorer.results.export;

import com.github.luben.zstd.Zstd;
import dev.ganglion.events.NeuronId;
import dev.ganglion.scorer.results.Page;
import dev.ganglion.scorer.results.Selection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Simulations as they were on their topic, in the order of neurons. */
@ApplicationScoped
public class StoredSimulations {

    private static final String PAGE =
            """
            select model, layer, site, neuron_index, id, explanation, explainer_name, explainer_digest, simulator_name,
                simulator_digest, explanation_of, event
            from projection.simulation
            where (model, layer, site, neuron_index, id) > ($1, $2, $3, $4, $5) and %s
            order by model, layer, site, neuron_index, id limit %s
            """;

    private static final int SHORT = 8;

    private final Pool database;

    StoredSimulations(Pool database) {
        this.database = database;
    }

    /**
     * A simulation.
     *
     * @param explainer {@code name@digest8}, as the simulator
     * @param explanationOf the neuron that lent its explanation, or null
     * @param event JSON
     */
    public record StoredSimulation(
            String neuron,
            UUID simulation,
            UUID explanation,
            String explainer,
            String simulator,
            String explanationOf,
            String event) {}

    /**
     * A page of them; events are unpacked on a worker thread.
     *
     * @param after the {@code next} of the page before, or null for the first
     */
    public Uni<Page<StoredSimulation>> page(Selection selection, int limit, String after) {
        PlaceQuery query = PlaceQuery.behind(selection, after)
                .of("explainer", selection.explainer())
                .of("simulator", selection.simulator());
        return database.preparedQuery(query.text(PAGE, limit))
                .execute(query.parameters())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> page(rows, limit));
    }

    private static Page<StoredSimulation> page(RowSet<Row> rows, int limit) {
        List<StoredSimulation> simulations = new ArrayList<>();
        String last = null;
        for (Row row : rows) {
            NeuronId neuron = new NeuronId(row.getString(0), row.getInteger(1), row.getString(2), row.getInteger(3));
            byte[] packed = row.getBuffer(11).getBytes();
            byte[] event = Zstd.decompress(packed, (int) Zstd.getFrameContentSize(packed));
            simulations.add(new StoredSimulation(
                    neuron.key(),
                    row.getUUID(4),
                    row.getUUID(5),
                    row.getString(6) + "@" + row.getString(7).substring(0, SHORT),
                    row.getString(8) + "@" + row.getString(9).substring(0, SHORT),
                    row.getString(10),
                    new String(event, StandardCharsets.UTF_8)));
            last = PlaceQuery.place(neuron, row.getUUID(4));
        }
        return new Page<>(simulations, simulations.size() < limit ? null : last);
    }
}
