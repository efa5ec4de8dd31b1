package dev.ganglion.activation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.activation.RequestException;
import dev.ganglion.activation.text.TopNeurons.ActiveNeuron;
import dev.ganglion.activation.text.TopTokens.ActiveToken;
import dev.ganglion.demo.DemoModel;
import dev.ganglion.subject.model.SubjectModel;
import dev.ganglion.subject.model.SubjectModels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopNeuronsTest {

    private static final String TEXT = "And it came to pass";

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
    void areThoseThatAreHighestAtThePositionOverAllLayers() {
        // Given: every neuron's activation there, asked for one by one
        List<ActiveNeuron> all = new ArrayList<>();
        for (int layer = 0; layer < model.shape().layers(); layer++) {
            for (int first = 0; first < model.shape().neuronsPerLayer(); first += TextActivations.MOST_NEURONS) {
                List<Integer> neurons = IntStream.range(first, first + TextActivations.MOST_NEURONS)
                        .boxed()
                        .toList();
                TextActivations found = TextActivations.of(model, TEXT, layer, neurons);
                for (int i = 0; i < neurons.size(); i++) {
                    all.add(new ActiveNeuron(
                            layer, neurons.get(i), found.activations().get(i).get(3)));
                }
            }
        }
        all.sort(Comparator.comparing(ActiveNeuron::activation).reversed());

        // When
        TopNeurons top = TopNeurons.of(model, TEXT, 3, List.of(), 25);

        // Then
        assertThat(top.position()).isEqualTo(3);
        assertThat(top.neurons()).isEqualTo(all.subList(0, 25));
    }

    @Test
    void areOfTheNamedLayersAndTheLastTokenUnlessAnotherIsNamed() {
        // When
        TopNeurons top = TopNeurons.of(model, TEXT, null, List.of(3, 1, 3), 40);

        // Then
        assertThat(top.position()).isEqualTo(4);
        assertThat(top.neurons()).hasSize(40).doesNotHaveDuplicates().allSatisfy(neuron -> assertThat(neuron.layer())
                .isIn(1, 3));
    }

    @Test
    void topTokensAreTheTextsOwnInFallingOrderWithoutTheFirst() {
        // Given
        List<Float> all =
                TextActivations.of(model, TEXT, 2, List.of(17)).activations().get(0);

        // When
        TopTokens top = TopTokens.of(model, TEXT, 2, 17, 3);

        // Then
        assertThat(top.tokens())
                .extracting(ActiveToken::activation)
                .isEqualTo(all.subList(1, 5).stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(3)
                        .toList());
        assertThat(top.tokens())
                .allSatisfy(token -> assertThat(token.activation()).isEqualTo(all.get(token.position())));
    }

    @Test
    void aTextOfOneTokenHasOneTopToken() {
        assertThat(TopTokens.of(model, "And", 0, 0, 5).tokens())
                .singleElement()
                .satisfies(token -> assertThat(token.token()).isEqualTo("And"));
    }

    @Test
    void moreThanAnAnswerHoldsIsRefused() {
        assertThatThrownBy(() -> TopNeurons.of(model, TEXT, null, List.of(), 65))
                .isInstanceOf(RequestException.class)
                .hasMessage("The count must be from 1 to 64, and is 65.");
    }
}
