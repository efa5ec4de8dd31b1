package dev.ganglion.interchange.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.WeightSummary;
import dev.ganglion.events.WeightSummary.WeightedNeurons;
import dev.ganglion.events.WeightSummary.WeightedTokens;
import dev.ganglion.interchange.PublishedFixtures;
import dev.ganglion.interchange.neuronpedia.FeatureRows;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WeightFilesTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ActivationValues NONE = ActivationValues.of(new float[0]);

    private final NeuronActivations record = new PublishedNeuron("gpt2-xl", "neuron-explainer")
            .record(PublishedFixtures.LAYER, PublishedFixtures.NEURON, PublishedFixtures.record(), Optional.empty())
            .record();
    private final NeuronActivations weighed = record.withWeights(new WeightSummary(
            new WeightedTokens(List.of(" all"), ActivationValues.of(1.5f), List.of(" none"), ActivationValues.of(-2f)),
            new WeightedTokens(List.of(" of"), ActivationValues.of(0.5f), List.of("\ud83d"), ActivationValues.of(-1f)),
            new WeightedNeurons(List.of(), NONE, List.of(), NONE),
            new WeightedNeurons(List.of(NeuronId.mlp("gpt2-xl", 47, 3)), ActivationValues.of(0.25f), List.of(), NONE)));

    @Test
    void relatedTokensAndNeuronsHaveTheirNames() throws IOException {
        // When
        JsonNode tokens = MAPPER.readTree(WeightFiles.tokens(weighed).orElseThrow());
        JsonNode neurons = MAPPER.readTree(WeightFiles.neurons(weighed).orElseThrow());

        // Then
        assertThat(tokens.at("/input_positive/tokens/0").asText()).isEqualTo(" all");
        assertThat(tokens.at("/input_negative/strengths/0").asDouble()).isEqualTo(-2);
        assertThat(tokens.at("/output_negative/tokens/0").asText()).isEqualTo("\uFFFD");
        assertThat(neurons.get("c_fc").isNull())
                .as("nothing is upstream of the first layer")
                .isTrue();
        assertThat(neurons.at("/c_proj/top_positive_neurons/0").asText()).isEqualTo("47_3");
        assertThat(neurons.at("/c_proj/top_positive_weights/0").asDouble()).isEqualTo(0.25);
    }

    @Test
    void aFeatureOfNeuronpediaHasTheTokensWhoseLogitsItRaisesAndLowers() throws IOException {
        // When
        JsonNode feature = MAPPER.readTree(new FeatureRows("somebody").feature(weighed));

        // Then
        assertThat(feature.at("/pos_str/0").asText()).isEqualTo(" of");
        assertThat(feature.at("/pos_values/0").asDouble()).isEqualTo(0.5);
        assertThat(feature.at("/neg_str/0").asText()).isEqualTo("\uFFFD");
        assertThat(feature.at("/neg_values/0").asDouble()).isEqualTo(-1);
    }

    @Test
    void withoutWeightsThereAreNoFiles() throws IOException {
        assertThat(WeightFiles.tokens(record)).isEmpty();
        assertThat(WeightFiles.neurons(record)).isEmpty();
        assertThat(MAPPER.readTree(new FeatureRows("somebody").feature(record)).has("pos_str"))
                .isFalse();
    }
}
