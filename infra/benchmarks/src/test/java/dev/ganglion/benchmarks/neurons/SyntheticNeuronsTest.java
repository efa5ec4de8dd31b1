package dev.ganglion.benchmarks.neurons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivations;
import org.junit.jupiter.api.Test;

class SyntheticNeuronsTest {

    private final SyntheticNeurons neurons = new SyntheticNeurons();

    @Test
    void recordsAreAsLargeAsRealOnes() {
        assertThat(neurons.activations(5)).hasSizeBetween(70_000, 100_000);
    }

    @Test
    void eachRecordIsAnotherNeuronsWithAnotherText() {
        // When
        NeuronActivations one = EventCodec.of(NeuronActivations.class).decode(neurons.activations(0));
        NeuronActivations alike = EventCodec.of(NeuronActivations.class).decode(neurons.activations(16));

        // Then
        assertThat(one.neuron().key()).isEqualTo(SyntheticNeurons.key(0));
        assertThat(alike.neuron().key()).isEqualTo(SyntheticNeurons.key(16));
        assertThat(one.id()).isNotEqualTo(alike.id());
        assertThat(one.excerpts().get(0).tokens())
                .isNotEqualTo(alike.excerpts().get(0).tokens());
    }

    @Test
    void explanationsAreInWordsAndHaveHeldOutExcerpts() {
        // When
        Explanation explanation = EventCodec.of(Explanation.class).decode(neurons.explanation(7));

        // Then
        assertThat(explanation.text()).contains("1000007");
        assertThat(explanation.heldOut()).hasSizeGreaterThanOrEqualTo(10);
    }
}
