package dev.ganglion.explainer.subject;

import dev.ganglion.events.NeuronId;
import dev.ganglion.llm.endpoint.Unowned;
import io.quarkus.arc.Unremovable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The activation-service over HTTP: {@code POST /activations}. While it is down or busy it is asked again, with growing
 * pauses or after the time that it names; the log says so once when that begins, and once when it is over. Runs on the
 * caller's Vert.x context.
 */
@Singleton
@Unremovable
public class ActivationServer implements SentenceActivations {

    private static final Logger LOG = Logger.getLogger(ActivationServer.class);

    /** It runs one text at a time: one at work and one on the way are enough. */
    private static final int CONNECTIONS = 2;

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    /** It may load a model of several gigabytes first. */
    private static final Duration TO_ANSWER = Duration.ofMinutes(5);

    private static final int TRIES_OF_WHAT_MAY_NOT_PASS = 5;

    private final Vertx vertx;
    private final HttpClient client;
    private final String url;
    private final Duration firstPause;
    private final Duration longestPause;
    private final AtomicBoolean away = new AtomicBoolean();

    /** @throws IllegalArgumentException with one sentence, if the address is none */
    ActivationServer(
            Vertx vertx,
            @ConfigProperty(name = "activation-service.url", defaultValue = "http://127.0.0.1:8081") String url,
            @ConfigProperty(name = "activation-service.first-pause", defaultValue = "PT0.5S") Duration firstPause,
            @ConfigProperty(name = "activation-service.longest-pause", defaultValue = "PT30S") Duration longestPause) {
        this.vertx = vertx;
        this.client = Unowned.make(
                () -> vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS)));
        this.url = address(url);
        this.firstPause = firstPause;
        this.longestPause = longestPause;
    }

    /**
     * The address as it is used.
     *
     * @throws IllegalArgumentException with one sentence, if it is none
     */
    public static String address(String url) {
        String stripped = url.strip().replaceFirst("/+$", "");
        try {
            URI uri = URI.create(stripped);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return stripped;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "activation-service.url (ACTIVATION_SERVICE_URL) is no address of an activation-service: write, for"
                        + " example, http://127.0.0.1:8081");
    }

    @Override
    public Uni<SentenceRun> of(NeuronId neuron, String sentence) {
        if (!neuron.site().equals(NeuronId.MLP)) {
            return Uni.createFrom()
                    .failure(new UnknownSubjectException("the activation server runs the site " + NeuronId.MLP
                            + " of a layer, not " + neuron.site()));
        }
        Buffer question = Buffer.buffer(ActivationAnswer.question(neuron, sentence));
        return Uni.createFrom().deferred(() -> {
            AtomicInteger tries = new AtomicInteger();
            return Uni.createFrom()
                    .completionStage(() -> ask(question).toCompletionStage())
                    .onFailure(AwayException.class)
                    .retry()
                    .when(failures -> failures.onItem()
                            .transformToUniAndConcatenate(
                                    failure -> pause((AwayException) failure, tries.incrementAndGet())))
                    .invoke(this::back);
        });
    }

    private Future<SentenceRun> ask(Buffer question) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(url + "/activations")
                        .setConnectTimeout(TO_CONNECT.toMillis())
                        .setIdleTimeout(TO_ANSWER.toMillis())
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json"))
                .compose(request -> request.send(question))
                .compose(response -> response.body().map(body -> new Answer(response, body)))
                .recover(failure -> Future.failedFuture(new AwayException(
                        url + " does not answer (" + failure.getClass().getSimpleName() + ")", Duration.ZERO, true)))
                .map(answer -> ActivationAnswer.read(
                        url,
                        answer.response().statusCode(),
                        answer.response().getHeader(HttpHeaders.RETRY_AFTER),
                        answer.body().getBytes()));
    }

    /** Emits something when it is over: a retry that is told nothing does not begin. */
    private Uni<Integer> pause(AwayException failure, int tries) {
        if (!failure.passes() && tries >= TRIES_OF_WHAT_MAY_NOT_PASS) {
            return Uni.createFrom().failure(new SentenceRefusedException(failure.getMessage()));
        }
        if (away.compareAndSet(false, true)) {
            LOG.warnf("%s; it is asked again until it does", failure.getMessage());
        }
        long millis = Math.max(failure.wish().toMillis(), backoff(tries));
        return Uni.createFrom().emitter(emitter -> {
            long timer = vertx.setTimer(Math.max(1, millis), fired -> emitter.complete(tries));
            emitter.onTermination(() -> vertx.cancelTimer(timer));
        });
    }

    /** Doubling, with a jitter of a fifth. */
    private long backoff(int tries) {
        double doubled = firstPause.toMillis() * Math.pow(2, Math.min(tries - 1, 30));
        return (long) (Math.min(longestPause.toMillis(), doubled)
                * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
    }

    private void back() {
        if (away.compareAndSet(true, false)) {
            LOG.infof("%s answers again", url);
        }
    }

    private record Answer(HttpClientResponse response, Buffer body) {}
}
