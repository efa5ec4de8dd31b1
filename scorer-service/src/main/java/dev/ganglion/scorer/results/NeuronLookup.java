package dev.ganglion.scorer.results;

import dev.ganglion.events.EventCodec;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Simulation;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.tuples.Tuple3;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds what is known of one neuron. Events are unpacked on a worker thread. */
@ApplicationScoped
public class NeuronLookup {

    /** The most of each kind that is looked at. */
    public static final int MOST = 100;

    private static final EventCodec<NeuronActivations> RECORDS = EventCodec.of(NeuronActivations.class);
    private static final EventCodec<Simulation> SIMULATIONS = EventCodec.of(Simulation.class);
    private static final String NEURON =
            "r.model = :model and r.layer = :layer and r.site = :site and r.neuronIndex = :index";

    private final Database database;

    NeuronLookup(Database database) {
        this.database = database;
    }

    /** All but the simulations. What it has been recorded as, and what has been made of that, are asked for side by side. */
    public Uni<KnownNeuron> find(NeuronId neuron) {
        return Uni.combine()
                .all()
                .unis(recorded(neuron), results(neuron))
                .asTuple()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(both -> known(neuron, both.getItem1(), both.getItem2()));
    }

    private Uni<Tuple3<NeuronId, NeuronId, List<byte[]>>> recorded(NeuronId neuron) {
        return database.read(session -> Uni.combine()
                .all()
                .unis(
                        neighbour(session, neuron, "max", "<"),
                        neighbour(session, neuron, "min", ">"),
                        recordEvents(session, neuron))
                .usingConcurrencyOf(1)
                .asTuple());
    }

    private record Results(
            List<ExplanationRow> explanations,
            List<ScoresRow> scores,
            List<JudgementScoresRow> judgements,
            List<BaselineScoreRow> baselines) {}

    private Uni<Results> results(NeuronId neuron) {
        String bySimulator = "r.simulatorName, r.simulatorDigest, r.id";
        return database.read(session -> Uni.combine()
                .all()
                .unis(
                        list(session, neuron, "from Explanation r", "r.id", ExplanationRow.class),
                        list(session, neuron, "from Scores r", "r.score desc nulls last, r.id", ScoresRow.class),
                        list(session, neuron, "from JudgementScores r", bySimulator, JudgementScoresRow.class),
                        list(session, neuron, "from BaselineScore r", bySimulator, BaselineScoreRow.class))
                .usingConcurrencyOf(1)
                .with(Results::new));
    }

    private static KnownNeuron known(
            NeuronId neuron, Tuple3<NeuronId, NeuronId, List<byte[]>> recorded, Results results) {
        return new KnownNeuron(
                neuron,
                recorded.getItem1(),
                recorded.getItem2(),
                records(recorded.getItem3()),
                results.explanations().stream().map(NeuronLookup::explanation).toList(),
                results.scores().stream().map(StoredScores::of).toList(),
                results.judgements().stream().map(StoredScores::of).toList(),
                results.baselines().stream().map(BaselineScore::of).toList());
    }

    /** Its records alone. */
    public Uni<List<NeuronActivations>> records(NeuronId neuron) {
        return database.read(session -> recordEvents(session, neuron))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(NeuronLookup::records);
    }

    private static Uni<List<byte[]>> recordEvents(Mutiny.StatelessSession session, NeuronId neuron) {
        return list(session, neuron, "select r.event from NeuronRecord r", "r.id", byte[].class);
    }

    private static List<NeuronActivations> records(List<byte[]> events) {
        return events.stream().map(event -> StoredEvent.read(RECORDS, event)).toList();
    }

    /** Its simulations by its own explanations. */
    public Uni<List<Simulation>> simulations(NeuronId neuron) {
        return database.read(session -> list(
                        session,
                        neuron,
                        "select r.event from Simulation r",
                        "case when r.explanationOf is null then 0 else 1 end, r.id",
                        byte[].class))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(events -> events.stream()
                        .map(event -> StoredEvent.read(SIMULATIONS, event))
                        .filter(simulation -> simulation.explanationOf() == null)
                        .toList());
    }

    /** One simulation; null if it has not arrived. */
    public Uni<Simulation> simulation(UUID id) {
        return database.read(session -> session.createSelectionQuery(
                                "select r.event from Simulation r where r.id = :id", byte[].class)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(event -> event == null ? null : StoredEvent.read(SIMULATIONS, event));
    }

    private static <T> Uni<List<T>> list(
            Mutiny.StatelessSession session, NeuronId neuron, String what, String order, Class<T> type) {
        return of(session.createSelectionQuery(what + " where " + NEURON + " order by " + order, type), neuron)
                .setMaxResults(MOST)
                .getResultList();
    }

    private static Uni<NeuronId> neighbour(
            Mutiny.StatelessSession session, NeuronId neuron, String nearest, String side) {
        String hql = "select " + nearest + "(r.neuronIndex) from NeuronRecord r where r.model = :model"
                + " and r.layer = :layer and r.site = :site and r.neuronIndex " + side + " :index";
        return of(session.createSelectionQuery(hql, Integer.class), neuron)
                .getSingleResultOrNull()
                .map(index ->
                        index == null ? null : new NeuronId(neuron.model(), neuron.layer(), neuron.site(), index));
    }

    private static <T> Mutiny.SelectionQuery<T> of(Mutiny.SelectionQuery<T> query, NeuronId neuron) {
        return query.setParameter("model", neuron.model())
                .setParameter("layer", neuron.layer())
                .setParameter("site", neuron.site())
                .setParameter("index", neuron.index());
    }

    private static KnownExplanation explanation(ExplanationRow row) {
        return new KnownExplanation(
                row.id,
                row.activations,
                new RecipeRef(row.recipeName, row.recipeDigest, row.recipeMethod),
                row.candidate,
                row.parent,
                row.kind,
                row.text,
                row.maximum);
    }
}
