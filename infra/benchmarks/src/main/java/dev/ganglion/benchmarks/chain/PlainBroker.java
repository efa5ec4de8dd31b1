package dev.ganglion.benchmarks.chain;

import dev.ganglion.benchmarks.surroundings.Surroundings;
import dev.ganglion.events.Topics.Topic;
import dev.ganglion.local.LocalTopics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the broker can do by itself: a plain producer with the services' settings puts the chain's own records on a topic,
 * all four of each neuron, and a plain consumer reads them. The chain does the same, reads most of them twice, and works.
 *
 * @param neurons whose records were written and read
 * @param produceSeconds from the first send until the broker has the last
 * @param consumeSeconds from the first poll until the last record
 * @param bytesPerNeuron keys and values by topic, uncompressed
 */
record PlainBroker(int neurons, double produceSeconds, double consumeSeconds, Map<String, Long> bytesPerNeuron) {

    private static final String TOPIC = "benchmark-plain";
    /** Neurons whose records are in memory at a time: some 50 MB. */
    private static final int CHUNK = 250;

    private static final Duration POLL = Duration.ofSeconds(1);

    static PlainBroker measure(Surroundings surroundings, int neurons) {
        LocalTopics.create(
                surroundings.bootstrapServers(),
                List.of(new Topic(TOPIC, Topic.FOR_EVER, false)),
                LocalTopics.PARTITIONS);
        Map<String, Long> bytes = new LinkedHashMap<>();
        double produceSeconds = 0;
        List<Source> sources = new ArrayList<>();
        int copied = 0;
        try (KafkaProducer<byte[], byte[]> producer = surroundings.producer()) {
            producer.partitionsFor(TOPIC);
            for (String topic : Topology.TOPICS) {
                sources.add(new Source(consumer(surroundings, topic)));
            }
            while (copied < neurons) {
                int many = Math.min(CHUNK, neurons - copied);
                List<ProducerRecord<byte[], byte[]>> chunk = new ArrayList<>();
                for (int i = 0; i < sources.size(); i++) {
                    List<ConsumerRecord<byte[], byte[]>> records =
                            sources.get(i).take(many);
                    long size = records.stream()
                            .mapToLong(record -> record.serializedKeySize() + record.serializedValueSize())
                            .sum();
                    bytes.merge(Topology.TOPICS.get(i), size, Long::sum);
                    records.forEach(record -> chunk.add(
                            new ProducerRecord<>(TOPIC, null, record.key(), record.value(), record.headers())));
                }
                long from = System.nanoTime();
                chunk.forEach(producer::send);
                producer.flush();
                produceSeconds += (System.nanoTime() - from) / 1e9;
                copied += many;
            }
        } finally {
            sources.forEach(Source::close);
        }
        double consumeSeconds = consume(surroundings, copied * Topology.TOPICS.size());
        int all = copied;
        bytes.replaceAll((topic, sum) -> sum / all);
        return new PlainBroker(copied, produceSeconds, consumeSeconds, bytes);
    }

    private static double consume(Surroundings surroundings, int records) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(surroundings, TOPIC)) {
            long from = System.nanoTime();
            int read = 0;
            while (read < records) {
                read += consumer.poll(POLL).count();
            }
            return (System.nanoTime() - from) / 1e9;
        }
    }

    /** Reads a topic from its beginning, as much at a time as the services do. */
    static KafkaConsumer<byte[], byte[]> consumer(Surroundings surroundings, String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        surroundings.bootstrapServers(),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        50,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        "false",
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        16 * 1024 * 1024),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, LocalTopics.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** A topic's records, in portions. */
    private record Source(KafkaConsumer<byte[], byte[]> consumer, Queue<ConsumerRecord<byte[], byte[]>> read)
            implements AutoCloseable {

        Source(KafkaConsumer<byte[], byte[]> consumer) {
            this(consumer, new ArrayDeque<>());
        }

        List<ConsumerRecord<byte[], byte[]>> take(int many) {
            while (read.size() < many) {
                consumer.poll(POLL).forEach(read::add);
            }
            return Stream.generate(read::remove).limit(many).toList();
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    /** Neurons whose records are written and read in a second. */
    double neuronsPerSecond() {
        return neurons / (produceSeconds + consumeSeconds);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("neuronsPerSecond", neuronsPerSecond());
        json.put("produceNeuronsPerSecond", neurons / produceSeconds);
        json.put("consumeNeuronsPerSecond", neurons / consumeSeconds);
        json.put(
                "bytesPerNeuron",
                bytesPerNeuron.values().stream().mapToLong(Long::longValue).sum());
        json.put("neurons", neurons);
        return json;
    }
}
