package dev.ganglion.scorer.results.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SummariesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SlowDatabase database = new SlowDatabase();
    private final Summaries summaries = new Summaries(database, Duration.ofMillis(100));

    @Test
    void whereCountingIsSlowOneIsAnsweredAtOnceWithWhatWasCountedLast() {
        // Given
        database.deadLetters.set(3);
        deadLetters();

        // When
        database.deadLetters.set(1);

        // Then
        assertThat(deadLetters()).isEqualTo(3);
        assertThat(database.counts).hasValue(1);
    }

    @Test
    void whatWasCommittedBeforeARenewalIsSeenAfterIt() {
        // Given
        database.deadLetters.set(3);
        deadLetters();

        // When
        database.deadLetters.set(1);
        summaries.renew().await().atMost(PATIENCE);

        // Then
        assertThat(deadLetters()).isEqualTo(1);
    }

    @Test
    void aRenewalDoesNotSettleForACountThatBeganBefore() {
        // Given: one that has read what there was, and is not at its end
        database.deadLetters.set(3);
        summaries.now().subscribe().with(ignored -> {});

        // When
        database.deadLetters.set(1);
        summaries.renew().await().atMost(PATIENCE);

        // Then
        assertThat(deadLetters()).isEqualTo(1);
        assertThat(database.counts).hasValue(2);
    }

    @Test
    void whoAsksDoesNotWaitForACountThatTakesFarLongerThanTheOneBefore() {
        // Given: a database that was counted while it had next to nothing, and has been filled since
        Summaries impatient = new Summaries(database, Duration.ofMillis(20));
        database.takes = Duration.ZERO;
        database.deadLetters.set(3);
        impatient.now().await().atMost(PATIENCE);
        database.takes = Duration.ofMillis(800);
        database.deadLetters.set(700);

        // When
        long first = impatient.now().await().atMost(PATIENCE).deadLetters();

        // Then: the count goes on for those who come later
        assertThat(first).isEqualTo(3);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        impatient.now().await().atMost(PATIENCE).deadLetters())
                .isEqualTo(700));
        assertThat(database.counts).hasValue(2);
    }

    private long deadLetters() {
        return summaries.now().await().atMost(PATIENCE).deadLetters();
    }

    /** Reads at once and answers later, as a large table does. */
    private static final class SlowDatabase extends SummaryQuestions {

        Duration takes = Duration.ofMillis(150);
        final AtomicLong deadLetters = new AtomicLong();
        final AtomicLong counts = new AtomicLong();

        SlowDatabase() {
            super(null);
        }

        @Override
        Uni<Long> changes() {
            return Uni.createFrom().item(deadLetters::get);
        }

        @Override
        Uni<Summary> count() {
            counts.incrementAndGet();
            Summary summary =
                    new Summary(null, List.of(), List.of(), List.of(), List.of(), List.of(), deadLetters.get());
            return takes.isZero()
                    ? Uni.createFrom().item(summary)
                    : Uni.createFrom().item(summary).onItem().delayIt().by(takes);
        }
    }
}
