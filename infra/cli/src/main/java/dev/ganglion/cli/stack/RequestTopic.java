package dev.ganglion.cli.stack;

import dev.ganglion.cli.Refusal;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.Topics;
import dev.ganglion.events.kafka.ActivationRequestSerializer;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts requests on the topic of a running broker. */
public final class RequestTopic {

    private static final int SECONDS = 30;

    private RequestTopic() {}

    /** Returns when the broker has the request. */
    public static void send(String bootstrap, ActivationRequest request) {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(SECONDS * 1000));
        try (KafkaProducer<String, ActivationRequest> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ActivationRequestSerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.ACTIVATION_REQUESTS, request.id().toString(), request))
                    .get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.failed("interrupted before the broker had the request");
        } catch (ExecutionException | TimeoutException e) {
            throw Refusal.failed("the broker at " + bootstrap + " did not take the request: " + e.getMessage(), e);
        }
    }
}
