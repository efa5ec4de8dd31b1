package dev.ganglion.benchmarks.results;

import com.github.luben.zstd.Zstd;
import dev.ganglion.benchmarks.neurons.SyntheticNeurons;
import dev.ganglion.events.ActivationScale;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import dev.ganglion.local.LocalDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Puts records and simulations, as large as real ones, into their tables as the projection would have them. How fast the
 * projection itself does that is measured by {@code benchmark chain}.
 */
final class StoredEvents {

    private static final int BATCH = 100;
    private static final int FAST = 1;
    private static final int DIFFERENT = 16;

    private static final String RECORD =
            "insert into projection.neuron_record (id, model, layer, site, neuron_index, positions, maximum, mean, variance,"
                    + " skewness, kurtosis, subject_digest, corpus, corpus_digest, corpus_excerpts, corpus_tokens,"
                    + " collation_parameters, event, content)"
                    + " values (?, ?, ?, 'mlp', ?, 271593, 9, 0.02, 0.4, 6.1, 51, 'd', 'synthetic', 'd', 4311, 275904, 'c', ?, 1)";
    private static final String SIMULATION =
            "insert into projection.simulation (id, model, layer, site, neuron_index, activations, explanation,"
                    + " explainer_name, explainer_digest, simulator_name, simulator_digest, event, content)"
                    + " values (?, ?, ?, 'mlp', ?, ?, ?, ?, ?, ?, ?, ?, 1)";

    private final LocalDatabase database;
    private final SyntheticExplanations synthetic;
    private final EventCodec<NeuronActivations> records = EventCodec.of(NeuronActivations.class);
    private final List<NeuronActivations> invented = new ArrayList<>();
    private final EventCodec<Simulation> simulations = EventCodec.of(Simulation.class);

    StoredEvents(LocalDatabase database, SyntheticExplanations synthetic) {
        this.database = database;
        this.synthetic = synthetic;
        SyntheticNeurons neurons = new SyntheticNeurons();
        for (int n = 0; n < DIFFERENT; n++) {
            invented.add(records.decode(neurons.activations(n)));
        }
    }

    /** Of so many neurons; then has the database learn what its tables are like, which it else does by itself in time. */
    void insert(int many, IntConsumer progress) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement record = connection.prepareStatement(RECORD);
                    PreparedStatement simulation = connection.prepareStatement(SIMULATION)) {
                for (int n = 0; n < many; n++) {
                    add(record, simulation, n);
                    if (n % BATCH == BATCH - 1 || n == many - 1) {
                        record.executeBatch();
                        simulation.executeBatch();
                        connection.commit();
                        progress.accept(n + 1);
                    }
                }
            }
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("vacuum analyze");
            }
        }
    }

    private void add(PreparedStatement record, PreparedStatement simulation, int n) throws SQLException {
        NeuronActivations template = invented.get(n % DIFFERENT);
        NeuronActivations stored = new NeuronActivations(
                SyntheticExplanations.activations(n),
                SyntheticExplanations.neuron(n),
                template.provenance(),
                template.statistics(),
                template.excerpts(),
                template.tokenTable());
        record.setObject(1, stored.id());
        place(record, n);
        record.setBytes(5, Zstd.compress(records.encode(stored), FAST));
        record.addBatch();
        for (RecipeRef explainer : SyntheticExplanations.EXPLAINERS) {
            simulation.setObject(1, synthetic.simulation(n, explainer));
            place(simulation, n);
            simulation.setObject(5, stored.id());
            simulation.setObject(6, synthetic.id(n, explainer));
            simulation.setString(7, explainer.name());
            simulation.setString(8, explainer.digest());
            simulation.setString(9, SyntheticExplanations.SIMULATOR.name());
            simulation.setString(10, SyntheticExplanations.SIMULATOR.digest());
            simulation.setBytes(11, Zstd.compress(simulations.encode(simulation(stored, n, explainer)), FAST));
            simulation.addBatch();
        }
    }

    private static void place(PreparedStatement statement, int n) throws SQLException {
        statement.setString(2, SyntheticExplanations.MODEL);
        statement.setInt(3, SyntheticExplanations.neuron(n).layer());
        statement.setInt(4, SyntheticExplanations.neuron(n).index());
    }

    private Simulation simulation(NeuronActivations record, int n, RecipeRef explainer) {
        List<SimulatedExcerpt> excerpts = record.excerpts().stream()
                .filter(Excerpt::heldOut)
                .map(each -> new SimulatedExcerpt(
                        each.id(), each.set(), each.split(), each.activations(), each.activations()))
                .toList();
        return new Simulation(
                synthetic.simulation(n, explainer),
                record.neuron(),
                record.id(),
                synthetic.id(n, explainer),
                ExplanationKind.WORDS,
                "text of " + n,
                explainer,
                SyntheticExplanations.SIMULATOR,
                ActivationScale.NEURON_ACTIVATIONS,
                record.statistics().maximum(),
                excerpts);
    }
}
