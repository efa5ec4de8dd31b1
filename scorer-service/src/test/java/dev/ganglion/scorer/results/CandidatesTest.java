package dev.ganglion.scorer.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Score;
import dev.ganglion.events.Scores;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.results.Candidates.Candidate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CandidatesTest {

    private static final float[] RIGHT = {0, 0, 10, 0};
    private static final float[] NEARLY = {0, 4, 10, 0};
    private static final float[] CONSTANT = {1, 1, 1, 1};

    private final Events neuron = Events.about(NeuronId.mlp("demo", 0, 1));

    @Test
    void theBestIsChosenOnCalibrationThoughAnotherIsBetterOnValid() {
        // Given
        Events lucky = candidate(0, RIGHT, NEARLY);
        Events chosen = candidate(1, NEARLY, RIGHT);

        // When
        Candidates candidates = of(lucky, chosen);

        // Then
        Candidate best = candidates.best().orElseThrow();
        assertThat(best.explanation()).isEqualTo(chosen.explanation().id());
        assertThat(best.valid().value()).isLessThan(1);
        assertThat(candidates.candidates()).extracting(Candidate::candidate).containsExactly(0, 1);
        assertThat(candidates.candidates()).extracting(Candidate::best).containsExactly(false, true);
    }

    @Test
    void ofEqualOnesTheLowestOrdinalIsTheBest() {
        assertThat(of(candidate(2, RIGHT, RIGHT), candidate(1, NEARLY, RIGHT), candidate(3, RIGHT, RIGHT))
                        .best()
                        .orElseThrow()
                        .candidate())
                .isEqualTo(1);
    }

    @Test
    void whatIsUndefinedOnCalibrationIsNeverTheBest() {
        // When
        Candidates one =
                of(candidate(0, RIGHT, CONSTANT), candidate(1, new float[] {0, 10, 0, 0}, new float[] {0, 9, 0, 0}));
        Candidates none = of(candidate(0, RIGHT, CONSTANT), candidate(1, RIGHT, CONSTANT));

        // Then: even a correlation below 0 is better than none
        assertThat(one.best().orElseThrow().candidate()).isEqualTo(1);
        assertThat(one.best().orElseThrow().calibration().value()).isNegative();
        assertThat(none.best()).isEmpty();
        assertThat(none.candidates().get(0).calibration()).isEqualTo(Score.undefined("constant simulated activations"));
    }

    @Test
    void aSingleExplanationIsNoCandidate() {
        assertThat(candidates(neuron)).isEmpty();
        assertThat(candidates(neuron, neuron)).isEmpty();
    }

    private Events candidate(int ordinal, float[] onValid, float[] onCalibration) {
        return neuron.candidate(ordinal).simulatedAs(onValid).simulatedOnCalibrationAs(onCalibration);
    }

    private static Candidates of(Events... events) {
        List<Candidates> all = candidates(events);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static List<Candidates> candidates(Events... events) {
        List<KnownExplanation> explanations = Stream.of(events)
                .map(Events::explanation)
                .map(each -> new KnownExplanation(
                        each.id(),
                        each.activations(),
                        each.recipe(),
                        each.candidate(),
                        each.parent(),
                        each.kind().toString(),
                        each.text(),
                        each.maximum()))
                .toList();
        List<Scores> scores = Stream.of(events).map(Events::scores).toList();
        return Candidates.of(explanations, scores);
    }
}
