package dev.ganglion.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.delivery.Records.Delivered;
import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.EventException;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private final DeadLetters deadLetters = new DeadLetters("explainer.terse@1a2b3c4d", "terse@1a2b3c4d");

    @Test
    void aDeadLetterSaysWhoFailedOnItAndWhy() {
        // Given
        Delivered record = Records.delivered(7);

        // When
        deadLetters.put(record.message(), new EventException("no good"));

        // Then
        Headers headers = headers(record);
        assertThat(last(headers, DeadLetterHeaders.GROUP)).isEqualTo("explainer.terse@1a2b3c4d");
        assertThat(last(headers, DeadLetterHeaders.RECIPE)).isEqualTo("terse@1a2b3c4d");
        assertThat(last(headers, DeadLetterHeaders.ATTEMPT)).isEqualTo("1");
        assertThat(last(headers, DeadLetterHeaders.ERROR)).isEqualTo("dev.ganglion.events.EventException");
        assertThat(record.nacks).singleElement().satisfies(e -> assertThat(e).hasMessage("no good"));
    }

    @Test
    void aServiceWithoutARecipeNamesNone() {
        // Given
        Delivered record = Records.delivered(7);

        // When
        new DeadLetters("scorer", null).put(record.message(), new EventException("no good"));

        // Then
        assertThat(headers(record).lastHeader(DeadLetterHeaders.RECIPE)).isNull();
    }

    @Test
    void aDeadLetterThatFailsAgainCountsItsAttemptsAndGivesTheLatestReason() {
        // Given
        Delivered record = Records.delivered(7)
                .with(DeadLetterHeaders.ATTEMPT, "2")
                .with(DeadLetterHeaders.REASON, "the first reason");

        // When
        deadLetters.put(record.message(), new EventException("the last reason"));

        // Then
        assertThat(last(headers(record), DeadLetterHeaders.ATTEMPT)).isEqualTo("3");
        assertThat(last(headers(record), DeadLetterHeaders.REASON)).isEqualTo("the last reason");
    }

    @Test
    void anAttemptThatIsNoCountIsTheFirst() {
        for (String nonsense : List.of("", "many", "99999999999", "-5")) {
            // Given
            Delivered record = Records.delivered(7).with(DeadLetterHeaders.ATTEMPT, nonsense);

            // When
            deadLetters.put(record.message(), new EventException("no good"));

            // Then
            assertThat(last(headers(record), DeadLetterHeaders.ATTEMPT)).isEqualTo("1");
        }
    }

    @Test
    void aReasonIsOneBoundedLine() {
        // Given
        Delivered record = Records.delivered(7);
        RuntimeException hostile = new IllegalStateException("a\r\nb\u001b[31m" + "x".repeat(5_000));

        // When
        deadLetters.put(record.message(), hostile);

        // Then
        Throwable reason = record.nacks.get(0);
        assertThat(reason.getMessage()).startsWith("a b [31mxxx").hasSizeLessThan(510);
        assertThat(reason.getCause())
                .as("SmallRye writes a cause's message as it is")
                .isNull();
    }

    @Test
    void anErrorWithoutAMessageIsNamed() {
        // Given
        Delivered record = Records.delivered(7);

        // When
        deadLetters.put(record.message(), new StackOverflowError());

        // Then
        assertThat(record.nacks).singleElement().satisfies(e -> assertThat(e)
                .hasMessage("unexpected StackOverflowError"));
    }

    @Test
    void deadLettersAreHandedOverOneAtATime() {
        // Given: SmallRye's queue of dead letters takes one caller at a time
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> letters;

        // When
        letters = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> deadLetters.put(
                        Message.of(new byte[] {1}).withNack(failure -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            pause();
                            inside.decrementAndGet();
                            return CompletableFuture.completedFuture(null);
                        }),
                        new EventException("no good"))))
                .toList();
        letters.forEach(CompletableFuture::join);

        // Then
        assertThat(most).hasValue(1);
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The headers in the order in which SmallRye writes them: its own, the record's, ours. */
    private static Headers headers(Delivered record) {
        Metadata metadata = record.nackMetadata.get(0);
        assertThat(metadata.get(IncomingKafkaRecordMetadata.class)).isEmpty();
        Headers ours =
                metadata.get(OutgoingKafkaRecordMetadata.class).orElseThrow().getHeaders();
        Headers all = new RecordHeaders(record.record.headers());
        ours.forEach(all::add);
        return all;
    }

    private static String last(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
