package dev.ganglion.interchange.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.interchange.PublishableRecords;
import dev.ganglion.interchange.PublishedFixtures;
import java.io.IOException;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RoundTripTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static NeuronActivations read(NeuronId neuron, byte[] file) {
        return new PublishedNeuron(neuron.model(), "round trip")
                .record(neuron.layer(), neuron.index(), file, Optional.empty())
                .record();
    }

    @Test
    void aPublishedFileThatIsReadAndWrittenSaysTheSame() throws IOException {
        // Given
        byte[] published = PublishedFixtures.record();

        // When
        byte[] written = NeuronFiles.record(
                read(NeuronId.mlp("gpt2-xl", PublishedFixtures.LAYER, PublishedFixtures.NEURON), published));

        // Then
        assertThat(MAPPER.readTree(written).equals(RoundTripTest::sameToFourDigits, MAPPER.readTree(published)))
                .as(MAPPER.readTree(written).toPrettyString())
                .isTrue();
    }

    private static int sameToFourDigits(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            double distance = Math.abs(one.doubleValue() - other.doubleValue());
            return distance <= 5e-4 * Math.abs(other.doubleValue()) ? 0 : 1;
        }
        return one.equals(other) ? 0 : 1;
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void aRecordThatIsWrittenAndReadIsTheSameButForWhatTheLayoutDoesNotHold(
            @ForAll("records") NeuronActivations record) {
        // When
        NeuronActivations read = read(record.neuron(), NeuronFiles.record(record));

        // Then
        assertThat(read.neuron()).isEqualTo(record.neuron());
        assertThat(read.excerpts())
                .usingRecursiveComparison()
                .ignoringFields("id")
                .isEqualTo(record.excerpts());
        assertThat(read.statistics())
                .usingRecursiveComparison()
                .ignoringFields("count", "maximum")
                .isEqualTo(record.statistics());
    }

    @Provide
    Arbitrary<NeuronActivations> records() {
        return PublishableRecords.any();
    }
}
