package dev.ganglion.interchange.openai;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Score;
import dev.ganglion.events.ScoredOn;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Scores.SplitScores;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import dev.ganglion.events.Split;
import dev.ganglion.interchange.Json;
import dev.ganglion.interchange.Texts;
import dev.ganglion.interchange.openai.SequenceFiles.Results;
import dev.ganglion.interchange.openai.SequenceFiles.ScoredExplanation;
import dev.ganglion.interchange.openai.SequenceFiles.ScoredSequence;
import dev.ganglion.interchange.openai.SequenceFiles.ScoredSimulation;
import dev.ganglion.interchange.openai.SequenceFiles.Sequence;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A neuron's scored explanations as their file. It has simulations by activations, of the neuron's own explanations, on the
 * split {@code valid}: top excerpts, then random ones, as their viewer expects. Stateless; safe for use by many threads.
 */
public final class ExplanationFiles {

    private ExplanationFiles() {}

    /**
     * The bytes at {@link Layout#explanations}: one line. Words come before token tables, and among them the one first whose
     * correlation on the split {@code calibration} is the highest, since their viewer shows the first alone.
     *
     * @param record what the neuron did; simulations on another record of it are left out
     * @param simulations all that are to be in it
     * @param scores of these simulations, and of others
     * @return nothing if there is no scored simulation by activations among them
     */
    public static Optional<byte[]> explanations(
            NeuronActivations record, List<Simulation> simulations, List<Scores> scores) {
        Map<UUID, Scores> bySimulation =
                scores.stream().collect(Collectors.toMap(Scores::simulation, Function.identity(), (a, b) -> b));
        Map<String, Excerpt> excerpts =
                record.excerpts().stream().collect(Collectors.toMap(Excerpt::id, Function.identity(), (a, b) -> a));
        List<ScoredExplanation> explanations = simulations.stream()
                .filter(simulation -> simulation.scale() != null
                        && simulation.explanationOf() == null
                        && simulation.activations().equals(record.id())
                        && bySimulation.containsKey(simulation.id()))
                .sorted(Comparator.comparing(Simulation::kind)
                        .thenComparingDouble(simulation -> -calibration(bySimulation.get(simulation.id())))
                        .thenComparing(Simulation::id))
                .map(simulation -> scored(simulation, bySimulation.get(simulation.id()), excerpts))
                .toList();
        if (explanations.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(Json.write(new Results(NeuronFiles.id(record.neuron()), explanations)));
        line.write('\n');
        return Optional.of(line.toByteArray());
    }

    private static double calibration(Scores scores) {
        return scores.on(Split.CALIBRATION, ScoredOn.TOP_AND_RANDOM)
                .map(split -> split.correlation().value())
                .orElse(Double.NEGATIVE_INFINITY);
    }

    private static ScoredExplanation scored(Simulation simulation, Scores scores, Map<String, Excerpt> excerpts) {
        List<ScoredSequence> sequences = new ArrayList<>();
        for (ExcerptSet set : List.of(ExcerptSet.TOP, ExcerptSet.RANDOM)) {
            simulation.excerpts().stream()
                    .filter(excerpt -> excerpt.set() == set && excerpt.split() == Split.VALID)
                    .map(excerpt -> sequence(simulation, excerpt, excerpts.get(excerpt.id())))
                    .filter(Objects::nonNull)
                    .forEach(sequences::add);
        }
        Optional<SplitScores> valid = scores.on(Split.VALID, ScoredOn.TOP_AND_RANDOM);
        return new ScoredExplanation(
                Texts.wellFormed(simulation.explanationText()),
                new ScoredSimulation(
                        sequences,
                        valid.map(SplitScores::correlation).map(Score::value).orElse(null),
                        valid.map(SplitScores::rSquared).map(Score::value).orElse(null),
                        valid.map(SplitScores::absoluteDeviationExplained)
                                .map(Score::value)
                                .orElse(null)));
    }

    /** Null if the record does not have the excerpt, and so its tokens are not known. */
    private static ScoredSequence sequence(Simulation simulation, SimulatedExcerpt simulated, Excerpt excerpt) {
        if (excerpt == null || excerpt.tokens().size() != simulated.simulated().size()) {
            return null;
        }
        return new ScoredSequence(
                new Sequence(
                        Texts.wellFormed(excerpt.tokens()),
                        simulated.simulated(),
                        simulation.scale(),
                        List.of(),
                        List.of(),
                        null),
                simulated.actual(),
                null,
                null,
                null);
    }
}
