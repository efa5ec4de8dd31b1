package dev.ganglion.subject.hub;

import dev.ganglion.subject.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;

/**
 * Asks the hub for files, once. Redirects are followed here and not by the HTTP client: the token goes to the hub's own
 * address, and not to where the hub sends those who want a large file. Blocking; an interrupt ends what is under way.
 */
final class HubClient {

    private static final int REDIRECTS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final HubSettings settings;
    private final Duration silence;
    private final HttpClient http;

    /** @param silence how long a server may send nothing */
    HubClient(HubSettings settings, Duration silence) {
        this.settings = settings;
        this.silence = silence;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /**
     * What the hub says of a file, or empty if the model has no such file.
     *
     * @throws HubUnavailable if nobody can say now
     * @throws ModelException if there is no such model or revision, or it is not for everybody
     */
    Optional<RemoteFile> describe(HubModelId model, String file) throws HubUnavailable, InterruptedException {
        FileHeaders found = new FileHeaders();
        URI address = address(model, file);
        for (int redirect = 0; redirect <= REDIRECTS; redirect++) {
            HttpResponse<Boolean> response = send(
                    request(address).method("HEAD", HttpRequest.BodyPublishers.noBody()),
                    info -> new BlobSubscriber(null),
                    () -> 0,
                    () -> {});
            found.add(response.headers());
            HubAnswer answer = answer(model, file, response);
            if (answer.isMissing()) {
                return Optional.empty();
            }
            if (!answer.isRedirect() || found.isLinked()) {
                answer.throwIfNotRedirect();
                return Optional.of(found.file(model, file, settings.endpoint().getHost()));
            }
            address = answer.location();
        }
        throw tooManyRedirects();
    }

    /**
     * Fetches what is missing of a file.
     *
     * @param blob takes it
     * @param look is called while it comes
     * @return false if the server sent something else: more than the file has, or another part of it
     * @throws HubUnavailable if not all came; what came is in the blob
     * @throws ModelException if it can never come
     */
    boolean fetch(HubModelId model, RemoteFile file, PartialBlob blob, Runnable look)
            throws HubUnavailable, InterruptedException {
        URI address = address(model.at(file.commit()), file.name());
        for (int redirect = 0; redirect <= REDIRECTS; redirect++) {
            long from = blob.length();
            HttpRequest.Builder request = request(address).GET();
            if (from > 0) {
                request.setHeader("Range", "bytes=" + from + "-");
            }
            HttpResponse<Boolean> response = send(request, body(blob, from), blob::length, look);
            HubAnswer answer = answer(model, file.name(), response);
            if (answer.isMissing()) {
                throw HubUnavailable.perhaps(address.getHost() + " does not have it");
            }
            if (!answer.isRedirect()) {
                answer.throwIfNotRedirect();
                return response.body();
            }
            address = answer.location();
        }
        throw tooManyRedirects();
    }

    /** Takes a body if it is what was asked for, the whole or the rest. */
    private static BodyHandler<Boolean> body(PartialBlob blob, long from) {
        return info -> {
            boolean whole = info.statusCode() == 200;
            boolean rest = info.statusCode() == 206
                    && info.headers()
                            .firstValue("Content-Range")
                            .filter(range -> range.startsWith("bytes " + from + "-"))
                            .isPresent();
            if (whole && from > 0) {
                // This server does not send parts.
                try {
                    blob.restart();
                } catch (IOException e) {
                    return new BlobSubscriber(null);
                }
            }
            return new BlobSubscriber(whole || rest ? blob : null);
        };
    }

    private HubAnswer answer(HubModelId model, String file, HttpResponse<?> response) {
        return new HubAnswer(settings, model, file, response);
    }

    private URI address(HubModelId model, String file) {
        String revision = model.revision().replace("+", "%2B").replace("/", "%2F");
        return URI.create(settings.endpoint() + "/" + model.repository() + "/resolve/" + revision + "/" + file);
    }

    private HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("User-Agent", "ganglion")
                .header("Accept-Encoding", "identity"); // or the length would not be the file's
        if (isHub(address)) {
            settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        }
        return request;
    }

    private boolean isHub(URI address) {
        return HubAnswer.origin(address).equals(HubAnswer.origin(settings.endpoint()));
    }

    private <T> HttpResponse<T> send(
            HttpRequest.Builder request, BodyHandler<T> body, LongSupplier received, Runnable look)
            throws HubUnavailable, InterruptedException {
        HttpRequest sent = request.build();
        CompletableFuture<HttpResponse<T>> response = http.sendAsync(sent, body);
        long last = received.getAsLong();
        long lastAt = System.nanoTime();
        try {
            while (true) {
                try {
                    return response.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    look.run();
                    long now = received.getAsLong();
                    if (now != last) {
                        last = now;
                        lastAt = System.nanoTime();
                    } else if (System.nanoTime() - lastAt > silence.toNanos()) {
                        throw HubUnavailable.because(
                                sent.uri().getHost() + " sent nothing for " + silence.toSeconds() + " s", notYet);
                    }
                }
            }
        } catch (ExecutionException e) {
            throw failure(sent.uri(), e.getCause());
        } finally {
            response.cancel(true);
        }
    }

    private static HubUnavailable failure(URI address, Throwable cause) {
        if (cause instanceof BlobSubscriber.DiskException disk) {
            throw new UncheckedIOException(disk);
        }
        String host = address.getHost();
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return HubUnavailable.because(host + " cannot be reached", cause);
        }
        if (cause instanceof SSLException) {
            return HubUnavailable.because(
                    "the connection to " + host + " is not secure (" + cause.getMessage() + ")", cause);
        }
        return HubUnavailable.because("the connection to " + host + " was cut", cause);
    }

    private static ModelException tooManyRedirects() {
        return new ModelException("The hub redirects in circles; check HF_ENDPOINT.");
    }

    static OptionalLong number(HttpHeaders headers, String name) {
        try {
            return headers.firstValueAsLong(name);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
