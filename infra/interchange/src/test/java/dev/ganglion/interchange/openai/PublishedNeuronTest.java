package dev.ganglion.interchange.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Split;
import dev.ganglion.interchange.Imported;
import dev.ganglion.interchange.InterchangeException;
import dev.ganglion.interchange.PublishedFixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedNeuronTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final PublishedNeuron neurons = new PublishedNeuron("gpt2-xl", "neuron-explainer");

    private Imported imported(byte[] file) {
        return neurons.record(PublishedFixtures.LAYER, PublishedFixtures.NEURON, file, Optional.empty());
    }

    private static byte[] changed(Consumer<ObjectNode> change) throws IOException {
        ObjectNode file = (ObjectNode) MAPPER.readTree(PublishedFixtures.record());
        change.accept(file);
        return MAPPER.writeValueAsBytes(file);
    }

    @Test
    void aPublishedNeuronBecomesARecordWithTheSplitsOfThePaper() {
        // When
        NeuronActivations record = imported(PublishedFixtures.record()).record();

        // Then
        assertThat(record.neuron().key()).isEqualTo("gpt2-xl/6-mlp/3251");
        assertThat(splits(record, ExcerptSet.TOP))
                .containsExactly(
                        Split.TRAIN,
                        Split.CALIBRATION,
                        Split.VALID,
                        Split.TEST,
                        Split.TRAIN,
                        Split.CALIBRATION,
                        Split.VALID,
                        Split.TEST);
        assertThat(splits(record, ExcerptSet.RANDOM))
                .containsExactly(
                        Split.CALIBRATION, Split.VALID, Split.TEST, Split.CALIBRATION, Split.VALID, Split.TEST);
        assertThat(record.excerpts().stream().filter(e -> e.set() == ExcerptSet.QUANTILE))
                .extracting(Excerpt::quantiles)
                .containsExactly("0-0.5", "0.5-0.9");
        assertThat(record.statistics().mean()).isEqualTo(-0.0512);
        assertThat(record.statistics().skewness()).isNull();
        assertThat(record.statistics().kurtosis()).isEqualTo(41.25);
        assertThat(record.statistics().maximum())
                .isEqualTo(record.excerpts().stream()
                        .mapToDouble(Excerpt::maximum)
                        .max()
                        .orElseThrow())
                .isPositive();
    }

    private static List<Split> splits(NeuronActivations record, ExcerptSet set) {
        return record.excerpts().stream()
                .filter(excerpt -> excerpt.set() == set)
                .map(Excerpt::split)
                .toList();
    }

    @Test
    void itsProvenanceSaysWhatIsKnownAndWhatIsNot() {
        // When
        NeuronActivations record = imported(PublishedFixtures.record()).record();

        // Then
        assertThat(record.provenance().corpus()).isEqualTo("neuron-explainer: collated-activations/6/3251.json");
        assertThat(record.provenance().collation())
                .startsWith("openai-neuron-record 1 tokenTable=train-excerpts tokenTableCoverage=0.");
        assertThat(record.provenance().excerpts()).isEqualTo(16);
        assertThat(record.statistics().count()).isEqualTo(16 * 31);
    }

    @Test
    void theIdFollowsFromTheBytesAlone() throws IOException {
        // Given
        byte[] other = changed(file -> file.put("mean", -0.0513));

        // When
        NeuronActivations record = imported(PublishedFixtures.record()).record();
        NeuronActivations elsewhere = new PublishedNeuron("gpt2-xl", "a copy")
                .record(6, 3251, PublishedFixtures.record(), Optional.empty())
                .record();

        // Then
        assertThat(elsewhere.id()).isEqualTo(record.id());
        assertThat(imported(other).record().id()).isNotEqualTo(record.id());
    }

    @Test
    void theTokenTableHasNothingOfTheHeldOutExcerpts() {
        // When
        Imported imported = imported(PublishedFixtures.record());

        // Then
        NeuronActivations record = imported.record();
        Map<String, Long> train = record.excerpts().stream()
                .filter(excerpt -> excerpt.split() == Split.TRAIN)
                .flatMap(excerpt -> excerpt.tokens().stream().skip(1))
                .collect(Collectors.groupingBy(token -> token, Collectors.counting()));
        assertThat(record.tokenTable().tokens()).containsExactlyInAnyOrderElementsOf(train.keySet());
        assertThat(record.tokenTable().counts())
                .isEqualTo(record.tokenTable().tokens().stream().map(train::get).toList());
        assertThat(record.tokenTable().mean()).isEqualTo(-0.0512);
        assertThat(imported.coverage()).isBetween(0.05, 0.95);
    }

    @Test
    void publishedMeansOfTokensAreUsedWhereTheyAreGiven() {
        // Given
        String tokens = "{\"tokens\":[\" never seen\",\" nowhere\"],\"average_activations\":[1.5,null],"
                + "\"dataclass_name\":\"TokenLookupTableSummaryOfNeuron\"}";

        // When
        NeuronActivations record = neurons.record(
                        6, 3251, PublishedFixtures.record(), Optional.of(tokens.getBytes(StandardCharsets.UTF_8)))
                .record();

        // Then
        int entry = record.tokenTable().tokens().indexOf(" never seen");
        assertThat(record.tokenTable().sums().get(entry)).isEqualTo(1.5f);
        assertThat(record.tokenTable().counts().get(entry)).isEqualTo(1);
        assertThat(record.tokenTable().tokens()).doesNotContain(" nowhere");
        assertThat(record.provenance().collation()).contains("tokenTable=published:");
    }

    @Test
    void anExcerptThatThePublisherHasInTwoSetsIsInTheFirstAlone() throws IOException {
        // Given
        byte[] file = changed(neuron -> neuron.withArray("random_sample")
                .set(1, neuron.get("most_positive_activation_records").get(0)));

        // When
        NeuronActivations record = imported(file).record();

        // Then
        assertThat(record.excerpts()).hasSize(15);
        assertThat(splits(record, ExcerptSet.RANDOM))
                .as("the others stay where they were")
                .containsExactly(Split.CALIBRATION, Split.TEST, Split.CALIBRATION, Split.VALID, Split.TEST);
    }

    @Test
    void theNamesOfTransformerDebuggerAreReadToo() throws IOException {
        // Given
        byte[] file = changed(neuron -> {
            neuron.putObject("neuron_id").put("layer", 6).put("idx", 3251);
            neuron.put("response", "of an older version");
        });

        // When
        NeuronActivations record = imported(file).record();

        // Then
        assertThat(record.neuron().key()).isEqualTo("gpt2-xl/6-mlp/3251");
    }

    @Test
    void statisticsThatAreNotPublishedAreEstimatedOnTheRandomExcerpts() throws IOException {
        // Given
        byte[] file = changed(neuron -> {
            neuron.putNull("mean");
            neuron.remove("variance");
        });

        // When
        NeuronActivations record = imported(file).record();

        // Then
        double mean = record.excerpts().stream()
                .filter(excerpt -> excerpt.set() == ExcerptSet.RANDOM)
                .flatMapToDouble(excerpt -> IntStream.range(1, 32)
                        .mapToDouble(i -> excerpt.activations().get(i)))
                .average()
                .orElseThrow();
        assertThat(record.statistics().mean()).isCloseTo(mean, within(1e-9));
        assertThat(record.statistics().variance()).isPositive();
        assertThat(record.statistics().kurtosis())
                .as("without its mean it means nothing")
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                   | it ends too early",
                "[]                                                  | one JSON object",
                "{\"neuron_id\":{\"layer_index\":6}}                 | neuron_id",
                "{\"neuron_id\":{\"layer_index\":7,\"neuron_index\":1}} | says layer 7, neuron 1",
                "{\"neuron_id\":\"6/3251\"}                          | neuron_id",
            })
    void whatIsNoNeuronIsOneSentence(String file, String sentence) {
        assertThatThrownBy(() -> imported(file.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InterchangeException.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tokens      | [\"a\",\"b\"]    | 2 tokens and 32 activations",
                "tokens      | [\"a\",null]     | holds a null",
                "tokens      | [\"a\",7]        | tokens",
                "activations | [1,2]            | 32 tokens and 2 activations",
                "activations | [1,null]         | activations",
                "activations | [1,1e999]        | not a finite number",
                "activations | \"1\"            | activations",
            })
    void whatIsWrongWithAnExcerptNamesIt(String field, String value, String sentence) throws IOException {
        // Given
        JsonNode wrong = MAPPER.readTree(value);
        String file = new String(
                changed(neuron -> ((ObjectNode) neuron.at("/most_positive_activation_records/3")).put(field, "HERE")),
                StandardCharsets.UTF_8);
        String with = file.replace("\"HERE\"", value.contains("1e999") ? value : wrong.toString());

        // When and then
        assertThatThrownBy(() -> imported(with.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InterchangeException.class)
                .hasMessageContaining(sentence)
                .hasMessageContaining("most_positive_activation_records[3]");
    }

    @Test
    void deepNestingIsRefused() {
        // Given
        String deep = "{\"more\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        // When and then
        assertThatThrownBy(() -> imported(deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InterchangeException.class)
                .hasMessageContaining("nested too deeply");
    }
}
