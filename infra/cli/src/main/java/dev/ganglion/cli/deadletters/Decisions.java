package dev.ganglion.cli.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Says on a topic what has become of dead letters; the dead letters themselves stay. */
public final class Decisions {

    /** Compacted: the last word on a dead letter counts. */
    public static final String TOPIC = "dead-letter-decisions";

    private static final int SECONDS = 30;

    private Decisions() {}

    /** Returns when the broker knows that these are discarded. */
    public static void discard(String bootstrap, List<DeadLetter> letters) throws InterruptedException {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(SECONDS * 1000));
        String now = Instant.now().toString();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (DeadLetter letter : letters) {
                sent.add(producer.send(
                        new ProducerRecord<>(TOPIC, letter.id().getBytes(StandardCharsets.UTF_8), discarded(now))));
            }
            for (Future<?> one : sent) {
                one.get(SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException | JsonProcessingException e) {
            throw Refusal.failed("the broker at " + bootstrap + " did not take the decision: " + e.getMessage(), e);
        }
    }

    private static byte[] discarded(String now) throws JsonProcessingException {
        Map<String, Object> decision = new LinkedHashMap<>();
        decision.put("decision", "discarded");
        decision.put("replay", null);
        decision.put("at", now);
        return new JsonMapper().writeValueAsBytes(decision);
    }
}
