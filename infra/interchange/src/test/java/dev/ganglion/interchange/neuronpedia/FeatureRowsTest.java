package dev.ganglion.interchange.neuronpedia;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.interchange.PublishableRecords;
import dev.ganglion.interchange.PublishedFixtures;
import dev.ganglion.interchange.openai.PublishedNeuron;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FeatureRowsTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final FeatureRows rows = new FeatureRows("somebody");

    private static NeuronActivations published() {
        return new PublishedNeuron("gpt2-xl", "neuron-explainer")
                .record(PublishedFixtures.LAYER, PublishedFixtures.NEURON, PublishedFixtures.record(), Optional.empty())
                .record();
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void aRecordThatIsWrittenAndReadHasTheSameExcerpts(@ForAll("records") NeuronActivations record) {
        // Given
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        rows.activations(record).forEach(row -> {
            lines.writeBytes(row);
            lines.write('\n');
        });
        List<String> refused = new ArrayList<>();

        // When
        ActivationBatch batch = ActivationBatch.read(
                new ByteArrayInputStream(lines.toByteArray()), null, (line, sentence) -> refused.add(sentence));
        NeuronActivations read = new PublishedFeature("round trip")
                .record(batch, record.neuron(), "batch")
                .record();

        // Then
        assertThat(refused).isEmpty();
        assertThat(read.excerpts())
                .usingRecursiveComparison()
                .ignoringFields("id")
                .isEqualTo(record.excerpts());
    }

    @Provide
    Arbitrary<NeuronActivations> records() {
        return PublishableRecords.any();
    }

    @Test
    void anActivationSaysWhereItsMaximumIsAndThatItIsOfTheHighest() throws IOException {
        // When
        JsonNode row = MAPPER.readTree(rows.activations(published()).get(0));

        // Then
        assertThat(row.get("modelId").asText()).isEqualTo("gpt2-xl");
        assertThat(row.get("layer").asText()).isEqualTo("6-mlp");
        assertThat(row.get("index").isTextual()).isTrue();
        assertThat(row.get("maxValue").asDouble()).isEqualTo(3.789f);
        assertThat(row.get("tokens").get(row.get("maxValueTokenIndex").asInt()).asText())
                .isEqualTo(" all");
        assertThat(row.get("binContains").asDouble()).isEqualTo(-1);
        assertThat(row.get("binMax").asDouble()).isEqualTo(3.789f);
        assertThat(row.size()).as("no field of this project's own").isEqualTo(14);
    }

    @Test
    void aSourceIsDescribedByFourFilesThatReferToOneAnother() throws IOException {
        // When
        var files = rows.source(published(), 48, 6400);

        // Then
        assertThat(files.keySet()).containsExactly("model.jsonl", "release.jsonl", "sourceset.jsonl", "source.jsonl");
        JsonNode set = MAPPER.readTree(files.get("sourceset.jsonl"));
        JsonNode source = MAPPER.readTree(files.get("source.jsonl"));
        assertThat(source.get("setName")).isEqualTo(set.get("name"));
        assertThat(source.get("id").asText()).isEqualTo("6-mlp");
        assertThat(set.get("releaseName"))
                .isEqualTo(MAPPER.readTree(files.get("release.jsonl")).get("name"));
        assertThat(MAPPER.readTree(files.get("model.jsonl")).get("layers").asInt())
                .isEqualTo(48);
    }

    @Test
    void anExplanationHasTheTypeThatIsKnownThereOrNone() throws IOException {
        // Given
        NeuronId neuron = NeuronId.mlp("gpt2-xl", 6, 3251);
        UUID id = UUID.nameUUIDFromBytes(new byte[] {7});

        // When
        JsonNode known = MAPPER.readTree(rows.explanation(neuron, id, "quantifiers\ud83d", "token-activation-pairs"));
        JsonNode unknown = MAPPER.readTree(rows.explanation(neuron, id, "quantifiers", "highlighted"));

        // Then
        assertThat(known.get("description").asText()).isEqualTo("quantifiers\uFFFD");
        assertThat(known.get("typeName").asText()).isEqualTo("oai_token-act-pair");
        assertThat(unknown.get("typeName").isNull()).isTrue();
    }
}
