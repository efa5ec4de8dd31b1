package dev.ganglion.scorer.subject;

import dev.ganglion.events.NeuronId;
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
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The activation-service over HTTP, asked once for somebody who waits: it answers within ten seconds, or the page says that it
 * did not. May be called from any thread.
 */
@Singleton
public class ActivationServer {

    /** The most characters of a sentence. */
    public static final int LONGEST_SENTENCE = 2_000;

    /** It runs one text at a time. */
    private static final int CONNECTIONS = 2;

    private static final int MOST_WAITING = 8;
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1 << 20;

    private final HttpClient client;
    private final String url;

    ActivationServer(
            Vertx vertx,
            @ConfigProperty(name = "activation-service.url", defaultValue = "http://127.0.0.1:8081") String url) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions(),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING));
        this.url = url.strip().replaceFirst("/+$", "");
    }

    /**
     * What the neuron does on each token of a sentence.
     *
     * @return fails with a {@link NoAnswerException}, if there is no answer
     */
    public Uni<SentenceRun> run(NeuronId neuron, String sentence) {
        if (!neuron.site().equals(NeuronId.MLP)) {
            return Uni.createFrom().failure(new NoAnswerException("The activation server runs MLP neurons only."));
        }
        return Uni.createFrom()
                .completionStage(() -> ask(neuron, sentence).toCompletionStage())
                .ifNoItem()
                .after(TO_ANSWER)
                .failWith(() -> new NoAnswerException("The activation server did not answer within "
                        + TO_ANSWER.toSeconds() + " seconds. It may be loading the model: try again."))
                .onFailure(failure -> !(failure instanceof NoAnswerException))
                .transform(
                        failure -> new NoAnswerException(
                                "The activation server does not answer. It runs the model on"
                                        + " your sentence, and has to be started: ‘infra/ganglion up’ starts it with everything else."));
    }

    private Future<SentenceRun> ask(NeuronId neuron, String sentence) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(url + "/activations")
                        .setConnectTimeout(TO_CONNECT.toMillis())
                        .setIdleTimeout(TO_ANSWER.toMillis())
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json"))
                .compose(request -> request.send(Buffer.buffer(SentenceRun.question(neuron, sentence))))
                .compose(ActivationServer::bounded)
                .map(answer ->
                        SentenceRun.read(neuron, answer.status(), answer.body().getBytes()));
    }

    private record Answer(int status, Buffer body) {}

    /** A server that sends without end is cut off. */
    private static Future<Answer> bounded(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > MOST_BYTES) {
                response.request().reset();
            }
        });
        return response.end().map(done -> new Answer(response.statusCode(), body));
    }
}
