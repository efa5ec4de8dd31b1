package dev.ganglion.delivery;

import static dev.ganglion.delivery.Records.delivered;
import static dev.ganglion.delivery.Records.scores;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.delivery.Records.Delivered;
import dev.ganglion.events.EventException;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Scores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class GivenUpWorkTest {

    private static final int CONCURRENCY = 3;
    private static final TopicPartition PARTITION = new TopicPartition("explanations", 2);

    private final WorkInHand inHand = new WorkInHand();
    private final Stage<Explanation, Scores> stage = new Stage<>(
            "scorer-service",
            EventTopic.EXPLANATIONS,
            EventTopic.SCORES,
            CONCURRENCY,
            new DeadLetters("scorer", "terse@1a2b3c4d"),
            inHand,
            new SimpleMeterRegistry());

    @Test
    void workOnAPartitionThatIsTakenAwayIsGivenUpAndNotAcknowledged() {
        // Given
        Delivered record = delivered(7);
        AtomicBoolean cancelled = new AtomicBoolean();
        AssertSubscriber<Message<byte[]>> out = run(neverDone(cancelled), record);

        // When
        inHand.giveUp("scorer", List.of(PARTITION));

        // Then
        out.assertCompleted().assertHasNotReceivedAnyItem();
        assertThat(cancelled).isTrue();
        assertThat(record.acked()).isFalse();
        assertThat(record.nacks).isEmpty();
        assertThat(inHand.size()).isZero();
    }

    @Test
    void workThatNobodyWaitsForAnyMoreIsCancelled() {
        // Given
        AtomicBoolean cancelled = new AtomicBoolean();
        AssertSubscriber<Message<byte[]>> out = run(neverDone(cancelled), delivered(7));

        // When
        out.cancel();

        // Then
        assertThat(cancelled).isTrue();
    }

    @Test
    void workOfAnotherGroupOrPartitionGoesOn() {
        // Given
        Delivered record = delivered(7);
        AssertSubscriber<Message<byte[]>> out = run(event -> Uni.createFrom().nothing(), record);

        // When
        inHand.giveUp("projection", List.of(PARTITION));
        inHand.giveUp("scorer", List.of(new TopicPartition("explanations", 1), new TopicPartition("scores", 0)));

        // Then
        out.assertNotTerminated();
        assertThat(inHand.inWork()).isEqualTo(1);
    }

    @Test
    void whatIsOnItsWayWhenThePartitionIsTakenAwayArrives() {
        // Given
        Delivered record = delivered(7);
        List<Message<byte[]>> out = run(one(), record).getItems();

        // When
        inHand.giveUp("scorer", List.of(PARTITION));
        int onTheWay = inHand.size();
        out.get(0).ack();

        // Then
        assertThat(onTheWay).isEqualTo(1);
        assertThat(record.acked()).isTrue();
        assertThat(inHand.size()).isZero();
    }

    @Test
    void aFailureOfWorkThatWasGivenUpIsNoDeadLetter() {
        // Given
        Delivered record = delivered(7);
        AtomicReference<UniEmitter<?>> inWork = new AtomicReference<>();
        run(event -> Uni.createFrom().emitter(emitter -> inWork.set(emitter)), record);

        // When
        inHand.giveUpAll();
        inWork.get().fail(new IllegalStateException("the pool is closed"));

        // Then
        assertThat(record.nacks).isEmpty();
        assertThat(record.acked()).isFalse();
    }

    @Test
    void aStageThatStopsBeginsNoRecordAndReadsNoFurther() {
        // Given
        inHand.beginNoMore();
        List<Integer> begun = new ArrayList<>();
        List<Delivered> records =
                IntStream.range(0, 100).mapToObj(Records::delivered).toList();
        AtomicInteger read = new AtomicInteger();

        // When
        AssertSubscriber<Message<byte[]>> out = stage.process(
                        Multi.createFrom().iterable(records).map(record -> {
                            read.incrementAndGet();
                            return record.message();
                        }),
                        event -> {
                            begun.add(event.neuron().index());
                            return one().apply(event);
                        })
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));

        // Then
        out.assertNotTerminated().assertHasNotReceivedAnyItem();
        assertThat(begun).isEmpty();
        assertThat(read).hasValue(CONCURRENCY);
        assertThat(records).noneMatch(Delivered::acked);
    }

    @Test
    void everyRecordThatIsSettledIsNoLongerInHand() {
        // When
        run(one(), delivered(1)).getItems().get(0).ack();
        run(many(0), delivered(2));
        run(event -> Uni.createFrom().failure(new EventException("failed")), delivered(3));
        run(many(2), delivered(4)).getItems().forEach(result -> result.nack(new IllegalStateException("too large")));

        // Then
        assertThat(inHand.size()).isZero();
    }

    private AssertSubscriber<Message<byte[]>> run(Function<Explanation, Uni<List<Scores>>> work, Delivered... records) {
        return stage.process(Multi.createFrom().items(records).map(Delivered::message), work)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    /** Work that ends by being cancelled only, which it tells. */
    private static Function<Explanation, Uni<List<Scores>>> neverDone(AtomicBoolean cancelled) {
        return event ->
                Uni.createFrom().<List<Scores>>nothing().onCancellation().invoke(() -> cancelled.set(true));
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
}
