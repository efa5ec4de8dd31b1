package dev.ganglion.llm.endpoint;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Requests and tokens per minute. A bucket holds a second's worth and is refilled evenly, so that there is no minute, whenever
 * it begins, with more than the limit; a bucket of a whole minute's worth would allow twice as much in the first one. Guarded
 * by its owner.
 */
final class RateLimits {

    private final Bucket requests;
    private final Bucket tokens;
    private final long burst;

    RateLimits(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute, TimeMeter clock) {
        this.requests = requestsPerMinute.isEmpty() ? null : bucket(requestsPerMinute.getAsLong(), clock);
        this.tokens = tokensPerMinute.isEmpty() ? null : bucket(tokensPerMinute.getAsLong(), clock);
        this.burst = tokensPerMinute.isEmpty() ? 0 : burst(tokensPerMinute.getAsLong());
    }

    /**
     * Nanoseconds until a call of so many tokens may go; 0 for now. A call larger than a second's worth goes when the bucket
     * is full, and those after it wait until its tokens are paid off.
     */
    long nanosUntil(long callTokens) {
        long first = requests == null ? 0 : nanosUntil(requests, 1);
        return tokens == null ? first : Math.max(first, nanosUntil(tokens, Math.min(burst, callTokens)));
    }

    /** A call of so many tokens goes. */
    void take(long callTokens) {
        if (requests != null) {
            requests.consumeIgnoringRateLimits(1);
        }
        if (tokens != null && callTokens > 0) {
            tokens.consumeIgnoringRateLimits(callTokens);
        }
    }

    private static long nanosUntil(Bucket bucket, long wanted) {
        return wanted <= 0 ? 0 : bucket.estimateAbilityToConsume(wanted).getNanosToWaitForRefill();
    }

    private static long burst(long perMinute) {
        return Math.max(1, perMinute / 60);
    }

    private static Bucket bucket(long perMinute, TimeMeter clock) {
        long burst = burst(perMinute);
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute - burst + 1, Duration.ofMinutes(1)))
                .build();
    }
}
