package dev.ganglion.activation.server;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * How many texts each client may send in a minute, by its address. Whoever has sent none for a while may send them all at
 * once. Remembers a bounded number of clients: those that were not heard of for longest are forgotten.
 */
@Singleton
class TextRate {

    /** The setting's name: texts a minute. */
    static final String SETTING = "activation.texts-per-minute";

    private static final int MOST_CLIENTS = 10_000;

    private final Optional<LoadingCache<String, Bucket>> buckets;

    /** @param perMinute none for no limit */
    TextRate(@ConfigProperty(name = SETTING) Optional<Integer> perMinute) {
        this.buckets = perMinute.map(texts -> Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(Duration.ofMinutes(1)) // the bucket is full again then
                .build(client -> bucket(texts)));
    }

    private static Bucket bucket(int texts) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(texts).refillGreedy(texts, Duration.ofMinutes(1)))
                .build();
    }

    @ServerRequestFilter
    @RunsText
    void check(HttpServerRequest request) {
        take(request.remoteAddress().hostAddress());
    }

    /**
     * Takes one text from what a client may send. Any thread.
     *
     * @throws TooManyTextsException if the client has none left
     */
    void take(String client) {
        buckets.ifPresent(all -> take(all.get(client)));
    }

    private static void take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyTextsException(TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1);
        }
    }
}
