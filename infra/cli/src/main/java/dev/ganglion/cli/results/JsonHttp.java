package dev.ganglion.cli.results;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.terminal.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks the services of this machine. */
public final class JsonHttp {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** A machine that is busy with the same work takes seconds for what is else a matter of milliseconds. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Duration patience;

    /** Whoever asks a service that is not there is told so at once. */
    public JsonHttp() {
        this(Duration.ZERO);
    }

    /**
     * @param patience how long a service that is not there, or goes away without an answer, is asked again: what is asked must
     *     be the same if it is asked twice
     */
    JsonHttp(Duration patience) {
        this.patience = patience;
    }

    /**
     * GETs a JSON document.
     *
     * @throws IOException if the service does not answer, or not with 200
     */
    public <T> T get(String address, Class<T> type) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = answer(request(address));
        return read(address, answer, type);
    }

    /** As {@link #get}, and nothing where the service answers 404. */
    public <T> Optional<T> find(String address, Class<T> type) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = answer(request(address));
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(read(address, answer, type));
    }

    /**
     * GETs lines of text, which are read as they come.
     *
     * @return to be closed
     * @throws IOException if the service does not answer, or not with 200
     */
    public Stream<String> lines(String address) throws IOException, InterruptedException {
        try {
            HttpResponse<Stream<String>> answer = client.send(request(address), HttpResponse.BodyHandlers.ofLines());
            if (answer.statusCode() != 200) {
                answer.body().close();
                throw new IOException(address + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (ConnectException e) {
            throw new IOException("nothing listens at " + URI.create(address).getAuthority(), e);
        }
    }

    /**
     * PUTs a JSON document and reads the answer.
     *
     * @throws Refusal with the service's own sentence, if it refuses what it gets
     * @throws IOException if the service does not answer, or fails
     */
    public <T> T put(String address, Object body, Class<T> type) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)));
        return send(request, address, type);
    }

    /**
     * As {@link #get}, for a question that may be wrong, or take its time.
     *
     * @throws Refusal with the service's own sentence, if it refuses the question or has nothing of the kind
     */
    public <T> T ask(String address, Class<T> type, Duration patience) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(address)).timeout(patience).GET(), address, type);
    }

    /** As {@link #ask}, and has it removed. */
    public <T> T delete(String address, Class<T> type, Duration patience) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(address)).timeout(patience).DELETE(), address, type);
    }

    private <T> T send(HttpRequest.Builder request, String address, Class<T> type)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = answer(request.build());
        if (answer.statusCode() == 400 || answer.statusCode() == 404) {
            throw Refusal.badInput(detail(answer.body(), address + " answered " + answer.statusCode()));
        }
        return read(address, answer, type);
    }

    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException, InterruptedException {
        Instant until = Instant.now().plus(patience);
        while (true) {
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            } catch (HttpTimeoutException e) {
                throw new IOException(
                        request.uri() + " has not answered within "
                                + request.timeout().orElse(ANSWER).toSeconds() + " s",
                        e);
            } catch (IOException e) {
                if (!Instant.now().isBefore(until)) {
                    throw explained(e, request);
                }
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** The client says of a service that is not there that it is a ConnectException, and no more. */
    private static IOException explained(IOException problem, HttpRequest request) {
        return problem instanceof ConnectException
                ? new IOException("nothing listens at " + request.uri().getAuthority(), problem)
                : problem;
    }

    private static <T> T read(String address, HttpResponse<byte[]> answer, Class<T> type) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(detail(answer.body(), address + " answered " + answer.statusCode()));
        }
        return MAPPER.readValue(answer.body(), type);
    }

    /** The sentence of a problem document, if it is one. */
    private static String detail(byte[] body, String otherwise) {
        try {
            return MAPPER.readTree(body).path("detail").asText(otherwise).replaceAll("[\\p{Cc}\\p{Cf}]", " ");
        } catch (IOException e) {
            return otherwise;
        }
    }

    /** Whether the service answers 200. */
    public boolean isUp(String address) throws InterruptedException {
        try {
            return client.send(request(address), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static HttpRequest request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(ANSWER).build();
    }
}
