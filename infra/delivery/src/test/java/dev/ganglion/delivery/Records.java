package dev.ganglion.delivery;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Scores;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Records as a stage gets them, and what became of each. */
final class Records {

    static final RecipeRef RECIPE = new RecipeRef("terse", "1a2b3c4d5e6f", "sentences");

    private Records() {}

    static NeuronId neuron(int index) {
        return NeuronId.mlp("demo", 1, index);
    }

    static Explanation explanation(int neuron) {
        return new Explanation(
                new UUID(1, neuron),
                neuron(neuron),
                new UUID(2, neuron),
                RECIPE,
                0,
                null,
                ExplanationKind.WORDS,
                "words",
                null,
                1,
                List.of());
    }

    static Scores scores(int neuron, int ordinal) {
        return new Scores(
                new UUID(ordinal, neuron),
                neuron(neuron),
                new UUID(2, neuron),
                new UUID(3, neuron),
                new UUID(4, neuron),
                ExplanationKind.WORDS,
                RECIPE,
                RECIPE,
                "1",
                List.of());
    }

    /** The record of a well-formed explanation. */
    static Delivered delivered(int neuron) {
        return new Delivered(
                neuron(neuron).key(), EventTopic.EXPLANATIONS.codec().encode(explanation(neuron)), neuron);
    }

    /** One record, and whether it was acknowledged or put aside. */
    static final class Delivered {

        final ConsumerRecord<byte[], byte[]> record;
        final List<Throwable> nacks = new CopyOnWriteArrayList<>();
        final List<Metadata> nackMetadata = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        volatile CompletionStage<Void> onNack = CompletableFuture.completedFuture(null);

        Delivered(String key, byte[] value, long offset) {
            this.record = new ConsumerRecord<>(
                    "explanations", 2, offset, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
        }

        Delivered with(String header, String value) {
            record.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        boolean acked() {
            return acknowledged.isDone();
        }

        Message<byte[]> message() {
            return Message.of(
                            record.value(),
                            Metadata.of(new IncomingKafkaRecordMetadata<>(record, "explanations", 0, 1)))
                    .withAck(() -> {
                        acknowledged.complete(null);
                        return acknowledged;
                    })
                    .withNackWithMetadata((failure, metadata) -> {
                        nacks.add(failure);
                        nackMetadata.add(metadata);
                        return onNack;
                    });
        }
    }
}
