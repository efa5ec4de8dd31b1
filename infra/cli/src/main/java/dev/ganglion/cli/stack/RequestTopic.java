package dev.ganglion.cli.stack;

import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.Topics;
import dev.ganglion.events.kafka.ActivationRequestSerializer;
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
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts requests on the topic of a running broker. */
public final class RequestTopic {

    private static final int SECONDS = 30;

    private RequestTopic() {}

    /** Returns when the broker has the requests. They are spread over the partitions, and so over the workers. */
    public static void send(String bootstrap, List<ActivationRequest> requests) {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(SECONDS * 1000));
        try (KafkaProducer<String, ActivationRequest> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ActivationRequestSerializer())) {
            int partitions = producer.partitionsFor(Topics.ACTIVATION_REQUESTS).size();
            int first = requests.get(0).id().hashCode();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < requests.size(); i++) {
                ActivationRequest request = requests.get(i);
                sent.add(producer.send(new ProducerRecord<>(
                        Topics.ACTIVATION_REQUESTS,
                        Math.floorMod(first + i, partitions),
                        request.id().toString(),
                        request)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get(SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.failed("interrupted before the broker had the request");
        } catch (ExecutionException | TimeoutException e) {
            throw Refusal.failed("the broker at " + bootstrap + " did not take the request: " + e.getMessage(), e);
        }
    }
}
