package dev.ganglion.simulator.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.simulator.Explanations;
import dev.ganglion.simulator.baseline.LentExplanations.Loan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LentExplanationsTest {

    private static LentExplanations gathered(long seed, List<Explanation> explanations) {
        LentExplanations.Gathering gathering = new LentExplanations.Gathering(seed);
        explanations.forEach(gathering::add);
        return gathering.done();
    }

    private static List<Explanation> explanations(int number) {
        return IntStream.range(0, number).mapToObj(Explanations::words).toList();
    }

    @Test
    void anotherNeuronsWordsArePutBesideTheNeuronsOwnExcerpts() {
        // Given
        List<Explanation> all = explanations(2);

        // When
        Loan loan = gathered(0, all).lend(all.get(0)).orElseThrow();

        // Then
        assertThat(loan.owner()).isEqualTo(all.get(1).neuron());
        assertThat(loan.explanation().id()).isEqualTo(all.get(1).id());
        assertThat(loan.explanation().text()).isEqualTo(all.get(1).text());
        assertThat(loan.explanation().neuron()).isEqualTo(all.get(0).neuron());
        assertThat(loan.explanation().activations()).isEqualTo(all.get(0).activations());
        assertThat(loan.explanation().heldOut()).isEqualTo(all.get(0).heldOut());
    }

    @Test
    void everyProcessOfAReplayLendsTheSameInWhateverOrderAndHoweverOftenItReads() {
        // Given
        List<Explanation> all = explanations(50);
        List<Explanation> again = new ArrayList<>(all);
        again.addAll(all.subList(10, 20));
        Collections.shuffle(again, new Random(3));

        // When
        List<NeuronId> owners = all.stream()
                .map(own -> gathered(5, all).lend(own).orElseThrow().owner())
                .toList();
        LentExplanations other = gathered(5, again);

        // Then
        assertThat(all.stream().map(own -> other.lend(own).orElseThrow().owner()))
                .containsExactlyElementsOf(owners);
        assertThat(IntStream.range(0, 50)
                        .filter(i -> owners.get(i).equals(all.get(i).neuron())))
                .isEmpty();
        assertThat(owners.stream().distinct().count()).isGreaterThan(20);
    }

    @Test
    void anotherSeedLendsOthers() {
        // Given
        List<Explanation> all = explanations(50);

        // When
        List<NeuronId> one = all.stream()
                .map(own -> gathered(1, all).lend(own).orElseThrow().owner())
                .toList();
        List<NeuronId> other = all.stream()
                .map(own -> gathered(2, all).lend(own).orElseThrow().owner())
                .toList();

        // Then
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void nothingIsLentToAnotherRecipeNorToAnotherKindNorToTheOnlyNeuronNorToFurtherCandidates() {
        // Given
        Explanation own = Explanations.table(1);
        Explanation others = Explanations.by(new RecipeRef("other", "ddddeeeeffff", "token-lookup"));
        Explanation further = new Explanation(
                own.id(),
                own.neuron(),
                own.activations(),
                own.recipe(),
                1,
                own.parent(),
                own.kind(),
                own.text(),
                own.tokenMeans(),
                own.maximum(),
                own.heldOut());

        // Then
        assertThat(gathered(0, List.of(own, others)).lend(own)).isEmpty();
        assertThat(gathered(0, List.of(Explanations.table(2))).lend(further)).isEmpty();
        assertThat(gathered(0, List.of(Explanations.words(2))).lend(own)).isEmpty();
        assertThat(gathered(0, List.of(further)).lend(Explanations.table(2))).isEmpty();
    }
}
