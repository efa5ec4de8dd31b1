package dev.ganglion.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backoff, adaptive limit and limits per minute by themselves, without a clock that runs. */
class LimitsTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @Test
    void backoffDoublesUpToHalfAMinute() {
        // Given
        Backoff backoff = new Backoff(() -> 0.5);

        // Then
        for (long millis : new long[] {500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000}) {
            assertThat(backoff.failed(next(), latest)).hasMillis(millis);
        }
        backoff.answered();
        assertThat(backoff.failed(next(), latest)).hasMillis(500);
    }

    @Test
    void backoffVariesByAFifth() {
        assertThat(new Backoff(() -> 0).failed(1, 1)).hasMillis(400);
        assertThat(new Backoff(() -> 1).failed(1, 1)).hasMillis(600);
    }

    @Test
    void callsThatFailTogetherAreOneFailure() {
        // Given
        Backoff backoff = new Backoff(() -> 0.5);

        // When
        for (int call = 1; call <= 64; call++) {
            backoff.failed(call, 64);
        }

        // Then
        assertThat(backoff.failed(65, 65)).hasMillis(1000);
    }

    @Test
    void theLimitIsHalvedOncePerRoundAndNeverBelowOne() {
        // Given
        AdaptiveLimit limit = new AdaptiveLimit(64);

        // When
        for (int call = 1; call <= 64; call++) {
            limit.tooMany(call, 64);
        }
        int afterOneRound = limit.current();
        for (int call = 65; call < 80; call++) {
            limit.tooMany(call, call);
        }

        // Then
        assertThat(afterOneRound).isEqualTo(32);
        assertThat(limit.current()).isEqualTo(1);
    }

    @Test
    void aRoundOfAnswersRaisesTheLimitByAboutOne() {
        // Given
        AdaptiveLimit limit = new AdaptiveLimit(64);
        limit.tooMany(1, 1);

        // When
        for (int i = 0; i < 34; i++) {
            limit.calm(true);
        }
        int busy = limit.current();
        for (int i = 0; i < 1000; i++) {
            limit.calm(false);
        }
        int idle = limit.current();
        for (int i = 0; i < 10_000; i++) {
            limit.calm(true);
        }

        // Then
        assertThat(busy).isEqualTo(33);
        assertThat(idle).isEqualTo(33);
        assertThat(limit.current()).isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 60, 500, 10_000})
    void noMinuteHasMoreRequestsThanAllowedAndNearlyAllOfThemAreUsed(long perMinute) {
        // Given
        Ticks clock = new Ticks();
        RateLimits limits = new RateLimits(OptionalLong.of(perMinute), OptionalLong.empty(), clock);
        Deque<Long> lastMinute = new ArrayDeque<>();
        long most = 0;
        long all = 0;

        // When
        while (clock.nanos < 5 * MINUTE) {
            clock.nanos += limits.nanosUntil(1000);
            limits.take(1000);
            all++;
            lastMinute.add(clock.nanos);
            while (lastMinute.peek() <= clock.nanos - MINUTE) {
                lastMinute.remove();
            }
            most = Math.max(most, lastMinute.size());
        }

        // Then
        assertThat(most).isLessThanOrEqualTo(perMinute);
        assertThat(all).isGreaterThanOrEqualTo((long) (5 * perMinute * 0.98));
    }

    @Test
    void noMinuteHasManyMoreTokensThanAllowed() {
        // Given
        Ticks clock = new Ticks();
        RateLimits limits = new RateLimits(OptionalLong.empty(), OptionalLong.of(60_000), clock);
        Random random = new Random(1);
        Deque<long[]> lastMinute = new ArrayDeque<>();
        long sum = 0;
        long most = 0;

        // When
        while (clock.nanos < 10 * MINUTE) {
            long tokens = 1 + random.nextInt(4000);
            clock.nanos += limits.nanosUntil(tokens);
            limits.take(tokens);
            lastMinute.add(new long[] {clock.nanos, tokens});
            sum += tokens;
            while (lastMinute.peek()[0] <= clock.nanos - MINUTE) {
                sum -= lastMinute.remove()[1];
            }
            most = Math.max(most, sum);
        }

        // Then: by no more than the call that was let through last
        assertThat(most).isBetween(55_000L, 64_000L);
    }

    private long latest;

    private long next() {
        return ++latest;
    }

    /** Time stands still but for {@code nanos}. */
    private static final class Ticks implements TimeMeter {

        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
