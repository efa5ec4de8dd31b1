package dev.ganglion.cli.results;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the services of this machine. */
public final class JsonHttp {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /**
     * GETs a JSON document.
     *
     * @throws IOException if the service does not answer, or not with 200
     */
    public <T> T get(String address, Class<T> type) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request(address), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(address + " answered " + answer.statusCode());
        }
        return MAPPER.readValue(answer.body(), type);
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
        return HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT).build();
    }
}
