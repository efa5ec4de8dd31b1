package dev.ganglion.activation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.activation.DemoCopy;
import dev.ganglion.activation.RequestException;
import dev.ganglion.demo.DemoModel;
import dev.ganglion.subject.model.SubjectModel;
import dev.ganglion.subject.model.SubjectModels;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextActivationsTest {

    private static SubjectModel model;

    @BeforeAll
    static void load() {
        model = SubjectModels.load(DemoModel.directory());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void everyAskedNeuronHasItsActivationOnEveryToken() {
        // When
        TextActivations found = TextActivations.of(model, "And it came to pass", 1, List.of(17, 3, 17));

        // Then
        assertThat(found.tokens()).containsExactly("And", " it", " came", " to", " pass");
        assertThat(found.layer()).isEqualTo(1);
        assertThat(found.neurons()).containsExactly(17, 3, 17);
        assertThat(found.activations()).hasSize(3).allSatisfy(neuron -> assertThat(neuron)
                .hasSize(5));
        assertThat(found.activations().get(0)).isEqualTo(found.activations().get(2));
    }

    @Test
    void aTokenSeesOnlyThoseBeforeIt() {
        // When
        List<Float> shorter = TextActivations.of(model, "And it came", 3, List.of(5))
                .activations()
                .get(0);
        List<Float> longer = TextActivations.of(model, "And it came to pass", 3, List.of(5))
                .activations()
                .get(0);

        // Then
        for (int position = 0; position < shorter.size(); position++) {
            assertThat(longer.get(position))
                    .isCloseTo(shorter.get(position), org.assertj.core.api.Assertions.within(1e-5f));
        }
    }

    @Test
    void withoutNeuronsTheTenThatRiseHighestAfterTheFirstTokenAreTaken() {
        // Given
        String text = "And it came to pass";
        List<Integer> all = IntStream.range(0, 768).boxed().toList();

        // When
        TextActivations found = TextActivations.of(model, text, 2, List.of());

        // Then
        List<Float> maxima =
                found.activations().stream().map(TextActivationsTest::maximum).toList();
        assertThat(maxima).hasSize(10).isSortedAccordingTo(Collections.reverseOrder());
        float tenth = maxima.get(9);
        for (int from = 0; from < all.size(); from += 64) {
            TextActivations some = TextActivations.of(model, text, 2, all.subList(from, from + 64));
            for (int i = 0; i < 64; i++) {
                if (!found.neurons().contains(from + i)) {
                    assertThat(maximum(some.activations().get(i))).isLessThanOrEqualTo(tenth);
                }
            }
        }
    }

    private static float maximum(List<Float> activations) {
        return Collections.max(activations.subList(1, activations.size()));
    }

    @Test
    void aTextOfOneTokenHasItsTenByThatToken() {
        // When
        TextActivations found = TextActivations.of(model, "And", 2, List.of());

        // Then
        assertThat(found.tokens()).hasSize(1);
        assertThat(found.activations().stream().map(neuron -> neuron.get(0)).toList())
                .hasSize(10)
                .isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    void textsThatTheModelCannotTakeAreRefused() {
        refused("", 0, List.of(), "The text is empty.");
        refused("word ".repeat(200), 0, List.of(), "The text has 202 tokens, and this model takes 128; shorten it.");
        refused("x".repeat(16_385), 0, List.of(), "The text has 16385 characters; give it at most 16384.");
    }

    @Test
    void layersAndNeuronsThatAreNotThereAreRefused() {
        refused("a", 4, List.of(), "There is no layer 4: this model has the layers 0 to 3.");
        refused("a", -1, List.of(), "There is no layer -1: this model has the layers 0 to 3.");
        refused("a", 1, List.of(3, 768), "There is no neuron 768: layer 1 has the neurons 0 to 767.");
        refused("a", 1, Collections.nCopies(65, 0), "65 neurons are too many at once; ask for at most 64.");
    }

    private static void refused(String text, int layer, List<Integer> neurons, String sentence) {
        assertThatThrownBy(() -> TextActivations.of(model, text, layer, neurons))
                .isInstanceOf(RequestException.class)
                .hasMessage(sentence);
    }

    @Test
    void aNeuronThatIsNoNumberIsNamed(@TempDir Path directory) {
        Path copy =
                DemoCopy.in(directory.resolve("broken")).withBrokenNeuron(0, 9).directory();
        try (SubjectModel broken = SubjectModels.load(copy)) {
            assertThatThrownBy(() -> TextActivations.of(broken, "And it", 0, List.of(1)))
                    .isInstanceOf(RequestException.class)
                    .hasMessageStartingWith("Layer 0, neuron 9 of the model");
        }
    }
}
