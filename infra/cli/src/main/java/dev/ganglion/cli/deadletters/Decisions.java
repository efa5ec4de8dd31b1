package dev.ganglion.cli.deadletters;

import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.events.DeadLetterDecision;
import dev.ganglion.events.Topics;
import dev.ganglion.events.kafka.DeadLetterDecisionSerializer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Says on a topic what has become of dead letters; the dead letters themselves stay. */
final class Decisions {

    private static final int SECONDS = 30;

    private Decisions() {}

    /** Returns when the broker knows that these are discarded. */
    static void discard(String bootstrap, List<DeadLetter> letters) throws InterruptedException {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(SECONDS * 1000));
        DeadLetterDecision discarded = new DeadLetterDecision(
                DeadLetterDecision.Outcome.DISCARDED, null, Instant.now().toString());
        try (KafkaProducer<String, DeadLetterDecision> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new DeadLetterDecisionSerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (DeadLetter letter : letters) {
                String key = DeadLetterDecision.key(letter.topic(), letter.partition(), letter.offset());
                sent.add(producer.send(new ProducerRecord<>(Topics.DEAD_LETTER_DECISIONS, key, discarded)));
            }
            for (Future<?> one : sent) {
                one.get(SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw Refusal.failed("the broker at " + bootstrap + " did not take the decision: " + e.getMessage(), e);
        }
    }
}
