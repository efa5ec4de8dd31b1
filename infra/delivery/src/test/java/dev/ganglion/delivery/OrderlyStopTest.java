package dev.ganglion.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OrderlyStopTest {

    private static final Duration GRACE = Duration.ofSeconds(60);

    private final WorkInHand inHand = new WorkInHand();
    private final Calls calls = new Calls();

    @Test
    void aServiceThatDoesNothingStopsAtOnce() throws Exception {
        // When
        Duration time = stop(GRACE);

        // Then
        assertThat(time).isLessThan(Duration.ofSeconds(2));
        assertThat(inHand.begin("scorer", partition())).isEmpty();
        assertThat(calls.begun).isFalse();
    }

    @Test
    void workThatEndsByItselfIsWaitedForWhileItsCallIsUnderWay() throws Exception {
        // Given
        Work work = work();
        calls.underWay.set(1);
        after(1_200, () -> {
            work.done();
            work.over();
            calls.underWay.set(0);
        });

        // When
        Duration time = stop(GRACE);

        // Then
        assertThat(time).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
        assertThat(work.done()).as("not given up").isTrue();
        assertThat(calls.givenUp).isFalse();
    }

    @Test
    void workThatWaitsForWhatNoLongerBeginsIsGivenUpLongBeforeTheGracePeriodEnds() throws Exception {
        // Given
        Work work = work();
        work.onGivenUp(work::over);

        // When
        Duration time = stop(GRACE);

        // Then
        assertThat(time).isLessThan(Duration.ofSeconds(20));
        assertThat(work.done()).as("done after all").isFalse();
    }

    @Test
    void resultsOnTheirWayToTheBrokerAreWaitedForUntilTheGracePeriodEnds() throws Exception {
        // Given
        Work work = work();
        work.done();
        after(1_000, work::over);

        // When
        Duration time = stop(GRACE);

        // Then
        assertThat(time).isGreaterThan(Duration.ofMillis(900));
        assertThat(inHand.size()).isZero();
    }

    @Test
    void aCallThatDoesNotEndIsGivenUpWithTheGracePeriod() throws Exception {
        // Given
        Work work = work();
        work.onGivenUp(work::over);
        calls.underWay.set(1);

        // When
        Duration time = stop(Duration.ofMillis(700));

        // Then
        assertThat(time).isBetween(Duration.ofMillis(600), Duration.ofSeconds(20));
        assertThat(calls.givenUp).isTrue();
        assertThat(work.done()).isFalse();
    }

    private Work work() {
        return inHand.begin("scorer", partition()).orElseThrow();
    }

    private static TopicPartition partition() {
        return new TopicPartition("simulations", 0);
    }

    private Duration stop(Duration grace) throws InterruptedException {
        long start = System.nanoTime();
        new OrderlyStop(inHand, List.of(calls), grace).stop(null);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void after(long millis, Runnable step) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(step);
    }

    /** Calls of a language model, of which so many are under way. */
    private static final class Calls implements Finishing {

        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicBoolean begun = new AtomicBoolean(true);
        private final AtomicBoolean givenUp = new AtomicBoolean();

        @Override
        public void beginNoMore() {
            begun.set(false);
        }

        @Override
        public boolean isIdle() {
            return underWay.get() == 0;
        }

        @Override
        public void giveUp() {
            givenUp.set(true);
            underWay.set(0);
        }
    }
}
