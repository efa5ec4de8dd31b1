package dev.ganglion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.Topics.Topic;
import dev.ganglion.local.SharedServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consumer groups of a real broker. */
class OffsetsIT {

    private static final int RECORDS = 10;
    private static final long FIRST_SECOND = 1_700_000_000L;

    private final String topic = "topic-" + UUID.randomUUID();
    private final String group = "group-" + UUID.randomUUID();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String bootstrap;

    /** Ten records, a second apart, on partition 0; the group has read the first six. */
    @BeforeEach
    void aGroupThatStoppedHalfWay() throws Exception {
        bootstrap = SharedServers.bootstrapServers(List.of(new Topic(topic, Topic.FOR_EVER, false)));
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrap);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                byte[] value = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic, 0, (FIRST_SECOND + i) * 1000, null, value))
                        .get();
            }
        }
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(place(0)));
            consumer.commitSync(Map.of(place(0), new OffsetAndMetadata(6)));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "the-reader");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private TopicPartition place(int partition) {
        return new TopicPartition(topic, partition);
    }

    private Map<Integer, Long> committed() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            Map<Integer, Long> offsets = new HashMap<>();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((place, offset) -> offsets.put(place.partition(), offset.offset()));
            return offsets;
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    private int offsets(String line) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Ganglion.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(("offsets " + line + " --bootstrap " + bootstrap).split(" "));
    }

    @Test
    void withoutExecuteItIsShownAndNothingChanges() throws Exception {
        // When
        int code = offsets("reset " + group + " --to earliest");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString())
                .containsPattern(topic + " +0 +6 +0 +6 again")
                .endsWith("Nothing was changed: add --execute." + System.lineSeparator());
        assertThat(committed()).containsExactlyEntriesOf(Map.of(0, 6L));
    }

    @Test
    void withExecuteTheGroupGoesOnThere() throws Exception {
        // When
        int code = offsets("reset " + group + " --to earliest --execute --json");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).contains("\"executed\":true");
        assertThat(committed()).containsEntry(0, 0L);
    }

    @Test
    void aTimeIsTheFirstRecordThatIsNotOlderAndAfterTheLastTheEnd() throws Exception {
        // When, Then
        offsets("reset " + group + " --execute --to 2023-11-14T22:13:23Z");
        assertThat(committed()).containsEntry(0, 3L);

        // When, Then
        offsets("reset " + group + " --execute --to 2023-11-15T00:00:00Z");
        assertThat(committed()).containsEntry(0, (long) RECORDS);
    }

    @Test
    void anOffsetThatTheTopicDoesNotHoldBecomesTheNearestAndThatIsSaid() throws Exception {
        // Given
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(place(0), RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get();
        }

        // When, Then
        offsets("reset " + group + " --execute --to 0:2");
        assertThat(committed()).containsEntry(0, 4L);
        assertThat(out.toString()).contains("2 again; 2 is not on the topic, which holds 4 to 10");

        // When, Then
        offsets("reset " + group + " --execute --to 0:99,1:0");
        assertThat(committed()).containsEntry(0, 10L).containsEntry(1, 0L).doesNotContainKey(2);
        assertThat(out.toString()).contains("6 passed over; 99 is not on the topic, which holds 4 to 10");
    }

    @Test
    void whileTheGroupHasAMemberItIsNamedAndNothingChanges() throws Exception {
        try (KafkaConsumer<byte[], byte[]> reader = consumer()) {
            // Given
            reader.subscribe(List.of(topic));
            while (reader.assignment().isEmpty()) {
                reader.poll(Duration.ofMillis(100));
            }

            // When
            int code = offsets("reset " + group + " --to earliest --execute");

            // Then
            assertThat(code).isEqualTo(2);
            assertThat(err.toString())
                    .startsWith("ganglion: " + group + " has a member, the-reader at ")
                    .contains(" with 4 partitions: stop what reads");
            assertThat(err.toString().lines()).hasSize(1);
            assertThat(committed()).containsEntry(0, 6L);
        }
    }

    @Test
    void aGroupATopicOrAPartitionThatIsNotThereIsOneSentence() {
        // When, Then
        assertThat(offsets("reset nobody --to earliest")).isEqualTo(2);
        assertThat(err.toString()).contains("has no group nobody").hasLineCount(1);
        assertThat(offsets("reset " + group + " --to earliest --topic scores")).isEqualTo(2);
        assertThat(err.toString())
                .contains("does not read scores: it reads " + topic)
                .hasLineCount(1);
        assertThat(offsets("reset " + group + " --to 4:0")).isEqualTo(2);
        assertThat(err.toString()).contains("has no partition 4: it has 0 to 3").hasLineCount(1);
    }

    @Test
    void theListsSayHowMuchThereIsToDo() {
        // When, Then
        assertThat(offsets("list")).isZero();
        assertThat(out.toString()).containsPattern(group + " +Empty +0 +4");
        assertThat(offsets("list " + group)).isZero();
        assertThat(out.toString()).containsPattern(topic + " +0 +6 +10 +4 +nobody");
    }
}
