package dev.ganglion.replay.running;

import dev.ganglion.events.DeadLetterDecision;
import dev.ganglion.events.Topics;
import dev.ganglion.events.kafka.DeadLetterDecisionSerializer;
import dev.ganglion.replay.topic.BrokerSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;

/** Writes what has become of dead letters. It has a producer from the first one on: most processes never need it. */
@Singleton
class Decisions {

    private final Map<String, Object> settings;
    private final Clock clock;
    private Producer<String, DeadLetterDecision> producer;

    @Inject
    Decisions(Config config) {
        this(BrokerSettings.of(config), Clock.systemUTC());
    }

    Decisions(Map<String, Object> broker, Clock clock) {
        this.settings = new HashMap<>(broker);
        this.clock = clock;
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE));
    }

    /** Completes when the broker has it, however long that takes. */
    CompletionStage<Void> redriven(String letter, String replay) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        producer()
                .send(
                        new ProducerRecord<>(
                                Topics.DEAD_LETTER_DECISIONS,
                                letter,
                                DeadLetterDecision.redriven(replay, clock.instant())),
                        (place, failure) -> {
                            if (failure == null) {
                                written.complete(null);
                            } else {
                                written.completeExceptionally(failure);
                            }
                        });
        return written;
    }

    private synchronized Producer<String, DeadLetterDecision> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings, new StringSerializer(), new DeadLetterDecisionSerializer());
        }
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }
}
