package dev.ganglion.local;

import dev.ganglion.events.Topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of two partitions on a broker. */
record Letters(LocalBroker broker) {

    static final List<Topic> TOPICS = List.of(new Topic("letters", Topic.FOR_EVER, false));
    static final int PARTITIONS = 2;

    /** Makes the topic if it is not there. */
    static Letters on(LocalBroker broker) {
        LocalTopics.create(broker.bootstrapServers(), TOPICS, PARTITIONS);
        return new Letters(broker);
    }

    /** Returns when the broker has acknowledged it. */
    void send(String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("letters", value)).get(20, TimeUnit.SECONDS);
        }
    }

    /** All that is on the topic, in no order. */
    List<String> all() {
        List<String> values = new ArrayList<>();
        List<TopicPartition> partitions = List.of(new TopicPartition("letters", 0), new TopicPartition("letters", 1));
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }
}
