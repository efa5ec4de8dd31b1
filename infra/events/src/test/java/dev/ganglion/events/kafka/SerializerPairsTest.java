package dev.ganglion.events.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.CorpusScan;
import dev.ganglion.events.DeadLetterDecision;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.EventException;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.PublishedRecipe;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Simulation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerializerPairsTest {

    /** Kafka makes them by name, and SmallRye finds the serializer of a dead letter by replacing a part of the name. */
    @ParameterizedTest
    @CsvSource({
        "activation-request, ActivationRequest",
        "neuron-activation-partial, NeuronActivationPartial",
        "corpus-scan, CorpusScan",
        "neuron-activations, NeuronActivations",
        "explanation-words, Explanation",
        "simulation, Simulation",
        "scores, Scores",
        "published-recipe, PublishedRecipe",
        "dead-letter-decision-redriven, DeadLetterDecision",
    })
    void aPairIsFoundByItsNamesAndReadsWhatItWrites(String golden, String event) throws Exception {
        // Given
        String name = SerializerPairsTest.class.getPackageName() + "." + event + "Deserializer";
        byte[] bytes = golden(golden);

        // When
        try (Deserializer<?> deserializer = make(name, Deserializer.class);
                Serializer<?> serializer = make(name.replace("Deserializer", "Serializer"), Serializer.class)) {
            Object read = deserializer.deserialize("topic", bytes);

            // Then
            assertThat(read.getClass().getSimpleName()).isEqualTo(event);
            assertThat(deserializer.deserialize("topic", serialize(serializer, read)))
                    .isEqualTo(read);
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ActivationRequest.class,
                NeuronActivationPartial.class,
                CorpusScan.class,
                NeuronActivations.class,
                Explanation.class,
                Simulation.class,
                Scores.class,
                PublishedRecipe.class,
                DeadLetterDecision.class
            })
    void aTombstoneIsNothingInBothDirections(Class<?> event) throws Exception {
        String name = SerializerPairsTest.class.getPackageName() + "." + event.getSimpleName();
        try (Deserializer<?> deserializer = make(name + "Deserializer", Deserializer.class);
                Serializer<?> serializer = make(name + "Serializer", Serializer.class)) {
            assertThat(deserializer.deserialize("topic", null)).isNull();
            assertThat(serializer.serialize("topic", null)).isNull();
        }
    }

    @Test
    void aMalformedEventIsRefusedWithItsTopic() {
        try (ScoresDeserializer deserializer = new ScoresDeserializer()) {
            assertThatThrownBy(() -> deserializer.deserialize("scores", "{".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(SerializationException.class)
                    .hasMessage("scores: malformed Scores: it ends too early, at byte 1")
                    .hasCauseInstanceOf(EventException.class);
        }
    }

    @Test
    void anEventThatIsTooLargeIsNotWritten() {
        // Given
        PublishedRecipe recipe = new PublishedRecipe(
                "explainer", new RecipeRef("large", "0123abcd", "none"), "x".repeat(EventCodec.LARGEST_EVENT));

        // When, then
        try (PublishedRecipeSerializer serializer = new PublishedRecipeSerializer()) {
            assertThatThrownBy(() -> serializer.serialize("recipes", recipe))
                    .isInstanceOf(EventException.class)
                    .hasMessageContaining("at most 524288");
        }
    }

    private static <T> T make(String name, Class<T> as) throws ReflectiveOperationException {
        return as.cast(Class.forName(name).getConstructor().newInstance());
    }

    @SuppressWarnings("unchecked")
    private static byte[] serialize(Serializer<?> serializer, Object event) {
        return ((Serializer<Object>) serializer).serialize("topic", event);
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = SerializerPairsTest.class.getResourceAsStream("/golden/v1/" + name + ".json")) {
            return in.readAllBytes();
        }
    }
}
