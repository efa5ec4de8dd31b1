package dev.ganglion.delivery;

import static dev.ganglion.delivery.Records.delivered;
import static dev.ganglion.delivery.Records.scores;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.delivery.Records.Delivered;
import dev.ganglion.events.EventException;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.Scores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class StageTest {

    private static final int CONCURRENCY = 3;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Stage<Explanation, Scores> stage = new Stage<>(
            "scorer-service",
            EventTopic.EXPLANATIONS,
            EventTopic.SCORES,
            CONCURRENCY,
            new DeadLetters("scorer", "terse@1a2b3c4d"),
            new WorkInHand(),
            metrics);

    @Test
    void whatFollowsFromARecordIsKeyedAndNamedByItsEvent() {
        // Given
        Delivered record = delivered(7);

        // When
        Message<byte[]> out = run(one(), record).getItems().get(0);

        // Then
        Scores event = EventTopic.SCORES.codec().decode(out.getPayload());
        assertThat(event).isEqualTo(scores(7, 0));
        OutgoingKafkaRecordMetadata<?> kafka =
                out.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        assertThat((byte[]) kafka.getKey()).isEqualTo("demo/1-mlp/7".getBytes(StandardCharsets.UTF_8));
        assertThat(header(kafka, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(kafka, "ce_id")).isEqualTo(new UUID(0, 7).toString());
        assertThat(header(kafka, "ce_type")).isEqualTo("dev.ganglion.scores");
        assertThat(header(kafka, "ce_source")).isEqualTo("/scorer-service");
        assertThat(header(kafka, "content-type")).isEqualTo("application/json");
    }

    private static String header(OutgoingKafkaRecordMetadata<?> kafka, String name) {
        return new String(kafka.getHeaders().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void theRecordReadDoesNotTravelWithWhatFollowsFromIt() {
        // Given: a header by which SmallRye would send the result to another topic
        Delivered record = delivered(7).with("REPLY_TOPIC", "elsewhere");

        // When
        Message<byte[]> out = run(one(), record).getItems().get(0);

        // Then
        assertThat(out.getMetadata(IncomingKafkaRecordMetadata.class)).isEmpty();
    }

    @Test
    void aRecordIsAcknowledgedWhenEverythingThatCameOfItIs() {
        // Given
        Delivered record = delivered(7);
        List<Message<byte[]>> out = run(many(2), record).getItems();
        assertThat(record.acked()).isFalse();

        // When
        out.get(1).ack();
        boolean afterTheFirst = record.acked();
        out.get(0).ack();

        // Then
        assertThat(afterTheFirst).isFalse();
        assertThat(record.acked()).isTrue();
        assertThat(record.nacks).isEmpty();
        assertThat(counted("processed")).isEqualTo(1);
    }

    @Test
    void aRecordOfNoConcernIsAcknowledgedAndCounted() {
        // Given
        Delivered record = delivered(7);

        // When
        AssertSubscriber<Message<byte[]>> out = run(many(0), record);

        // Then
        out.assertCompleted().assertHasNotReceivedAnyItem();
        assertThat(record.acked()).isTrue();
        assertThat(counted("not-applicable")).isEqualTo(1);
        assertThat(counted("processed")).isZero();
    }

    @Test
    void aRecordThatIsNotSelectedIsAcknowledgedUnread() {
        // Given
        Delivered other = new Delivered("demo/1-mlp/7", "not an event".getBytes(StandardCharsets.UTF_8), 7);
        Delivered chosen = delivered(8);

        // When
        AssertSubscriber<Message<byte[]>> out = stage.processSelected(
                        Multi.createFrom().items(other.message(), chosen.message()),
                        record -> new String(record.getKey(), StandardCharsets.UTF_8).equals("demo/1-mlp/8"),
                        one())
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));

        // Then
        assertThat(out.getItems()).hasSize(1);
        assertThat(other.acked()).isTrue();
        assertThat(other.nacks).isEmpty();
        assertThat(counted("not-applicable")).isEqualTo(1);
    }

    @Test
    void aRecordWhoseResultsCannotBeSentIsPutAsideOnce() {
        // Given
        Delivered record = delivered(7);
        List<Message<byte[]>> out = run(many(3), record).getItems();

        // When
        out.get(0).nack(new IllegalStateException("too large"));
        out.get(1).nack(new IllegalStateException("too large as well"));
        out.get(2).ack();

        // Then
        assertThat(record.nacks).singleElement().satisfies(e -> assertThat(e).hasMessage("too large"));
        assertThat(record.acked()).isFalse();
        assertThat(counted("dead-lettered")).isEqualTo(1);
        assertThat(counted("processed")).isZero();
    }

    @Test
    void aMalformedRecordIsPutAsideAndTheNextFollows() {
        // Given
        Delivered malformed = new Delivered("demo/1-mlp/1", "{".getBytes(StandardCharsets.UTF_8), 1);
        Delivered empty = new Delivered("demo/1-mlp/2", null, 2);
        Delivered next = delivered(3);

        // When
        AssertSubscriber<Message<byte[]>> out = run(one(), malformed, empty, next);

        // Then
        assertThat(out.getItems()).hasSize(1);
        assertThat(malformed.nacks).singleElement().satisfies(e -> assertThat(e)
                .hasMessageStartingWith("malformed Explanation: "));
        assertThat(empty.nacks).singleElement().satisfies(e -> assertThat(e)
                .hasMessage("malformed Explanation: the record is empty"));
    }

    @Test
    void aRecordUnderAnothersKeyIsPutAside() {
        // Given
        Delivered misplaced = new Delivered("demo/1-mlp/8", delivered(7).record.value(), 1);

        // When
        run(one(), misplaced);

        // Then
        assertThat(misplaced.nacks).singleElement().satisfies(e -> assertThat(e)
                .hasMessage("the record's key is not that of its event, demo/1-mlp/7"));
    }

    @Test
    void aRecordWithoutAKeyIsProcessed() {
        // Given
        Delivered record = new Delivered(null, delivered(7).record.value(), 1);

        // When
        AssertSubscriber<Message<byte[]>> out = run(one(), record);

        // Then
        assertThat(out.getItems()).hasSize(1);
    }

    @Test
    void whateverTheWorkThrowsEndsOneRecordAndNotTheStream() {
        // Given
        List<Function<Explanation, Uni<List<Scores>>>> faults = List.of(
                event -> {
                    throw new IllegalStateException("thrown");
                },
                event -> {
                    throw new StackOverflowError();
                },
                event -> Uni.createFrom().failure(new EventException("failed")),
                event -> Uni.createFrom().item(() -> null),
                event -> null);

        for (Function<Explanation, Uni<List<Scores>>> fault : faults) {
            Delivered bad = delivered(1);
            Delivered good = delivered(2);

            // When
            AssertSubscriber<Message<byte[]>> out =
                    run(event -> event.neuron().index() == 1 ? fault.apply(event) : one().apply(event), bad, good);

            // Then
            out.assertCompleted();
            assertThat(out.getItems()).hasSize(1);
            assertThat(bad.nacks).hasSize(1);
            assertThat(bad.acked()).isFalse();
        }
    }

    @Test
    void anEventThatIsTooLargeToSendPutsItsRecordAside() {
        // Given
        Delivered record = delivered(7);
        Scores large = new Scores(
                new UUID(0, 7),
                Records.neuron(7),
                new UUID(2, 7),
                new UUID(3, 7),
                new UUID(4, 7),
                ExplanationKind.WORDS,
                Records.RECIPE,
                Records.RECIPE,
                "x".repeat(600_000),
                List.of());

        // When
        run(event -> Uni.createFrom().item(List.of(large)), record);

        // Then
        assertThat(record.nacks).singleElement().satisfies(e -> assertThat(e)
                .hasMessageContaining("an event has at most 524288"));
    }

    @Test
    void noMoreRecordsAreInWorkThanAllowed() {
        // Given
        List<UniEmitter<? super List<Scores>>> inWork = new ArrayList<>();
        Function<Explanation, Uni<List<Scores>>> slow =
                event -> Uni.createFrom().emitter(inWork::add);

        // When
        AssertSubscriber<Message<byte[]>> out =
                run(slow, delivered(0), delivered(1), delivered(2), delivered(3), delivered(4));
        int atFirst = inWork.size();
        inWork.get(1).complete(List.of(scores(1, 0)));
        int afterOneIsDone = inWork.size();

        // Then
        assertThat(atFirst).isEqualTo(CONCURRENCY);
        assertThat(afterOneIsDone).isEqualTo(CONCURRENCY + 1);
        assertThat(out.getItems()).hasSize(1);
    }

    @Test
    void aDeadLetterThatCannotBeWrittenEndsTheStreamSoThatNothingIsLost() {
        // Given
        Delivered malformed = new Delivered("demo/1-mlp/1", new byte[] {1}, 1);
        malformed.onNack = CompletableFuture.failedFuture(new IllegalStateException("no room"));

        // When
        AssertSubscriber<Message<byte[]>> out = run(one(), malformed, delivered(2));

        // Then
        out.assertFailedWith(IllegalStateException.class, "no room");
        assertThat(malformed.acked()).isFalse();
    }

    private AssertSubscriber<Message<byte[]>> run(Function<Explanation, Uni<List<Scores>>> work, Delivered... records) {
        return stage.process(Multi.createFrom().items(records).map(Delivered::message), work)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    private static Function<Explanation, Uni<List<Scores>>> one() {
        return many(1);
    }

    private static Function<Explanation, Uni<List<Scores>>> many(int results) {
        return event -> {
            List<Scores> scores = new ArrayList<>();
            for (int i = 0; i < results; i++) {
                scores.add(scores(event.neuron().index(), i));
            }
            return Uni.createFrom().item(scores);
        };
    }

    private double counted(String outcome) {
        return metrics.get("ganglion.records")
                .tag("topic", "explanations")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
