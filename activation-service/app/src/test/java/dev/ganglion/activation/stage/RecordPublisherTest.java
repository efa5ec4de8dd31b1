package dev.ganglion.activation.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ganglion.activation.RequestException;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.TokenTable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class RecordPublisherTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final NeuronActivations RECORD = new NeuronActivations(
            UUID.randomUUID(),
            NeuronId.mlp("demo", 0, 0),
            new Provenance("subject", "corpus", "digest", 1, 64, "collation"),
            new Statistics(1, 1, 0, 0, null, null),
            List.of(),
            new TokenTable(List.of(), ActivationValues.of(), List.of(), 0));

    private final Broker broker = new Broker();
    private final AtomicInteger published = new AtomicInteger();
    private final RecordPublisher publisher =
            new RecordPublisher(new RecordChannels(broker, broker, broker), "test", published::incrementAndGet);

    @Test
    void moreThanSixtyFourWaitForTheBroker() {
        // Given
        AtomicInteger handedOver = new AtomicInteger();

        // When
        CompletableFuture<Void> all = CompletableFuture.runAsync(() -> send(100, handedOver));

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(handedOver).hasValue(64));
        await().during(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(handedOver).hasValue(64));
        broker.takes(100);
        assertThat(all).succeedsWithin(SOON);
        await().atMost(SOON).untilAsserted(() -> assertThat(published).hasValue(100));
    }

    @Test
    void itIsDoneWhenTheBrokerHasTheLastRecord() throws InterruptedException {
        // Given
        send(3, new AtomicInteger());
        broker.takes(2);

        // When
        CompletableFuture<Void> done = CompletableFuture.runAsync(() -> sendAll(publisher));

        // Then
        await().during(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(done).isNotDone());
        broker.takes(1);
        assertThat(done).succeedsWithin(SOON);
        assertThat(published).hasValue(3);
    }

    @Test
    void aRecordThatCannotBeSentIsTold() {
        // Given
        send(1, new AtomicInteger());

        // When
        broker.refuses();

        // Then
        assertThatThrownBy(publisher::awaitAll)
                .isInstanceOf(RequestException.class)
                .hasMessage("A record could not be sent (not today).");
        assertThat(published).hasValue(0);
    }

    private void send(int count, AtomicInteger handedOver) {
        for (int i = 0; i < count; i++) {
            try {
                publisher.record(RECORD);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            handedOver.incrementAndGet();
        }
    }

    private static void sendAll(RecordPublisher publisher) {
        try {
            publisher.awaitAll();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes records when it is told to. */
    private static final class Broker implements Emitter<byte[]> {

        private final LinkedBlockingDeque<Message<? extends byte[]>> sent = new LinkedBlockingDeque<>();

        void takes(int count) {
            for (int i = 0; i < count; i++) {
                next().ack();
            }
        }

        void refuses() {
            next().nack(new IllegalStateException("not today"));
        }

        private Message<? extends byte[]> next() {
            try {
                return sent.takeFirst();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public <M extends Message<? extends byte[]>> void send(M message) {
            sent.add(message);
        }

        @Override
        public CompletionStage<Void> send(byte[] payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void complete() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void error(Exception e) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean hasRequests() {
            return true;
        }
    }
}
