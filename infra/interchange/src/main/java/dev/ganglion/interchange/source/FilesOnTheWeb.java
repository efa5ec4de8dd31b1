package dev.ganglion.interchange.source;

import dev.ganglion.interchange.InterchangeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files of a web server. What may pass (429, 5xx, a connection that is cut or does not come about) is tried again, later each
 * time, as the server asks; then no file can be had.
 */
public final class FilesOnTheWeb implements PublishedFiles {

    /** How often a file is asked for in all. */
    public static final int ATTEMPTS = 6;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** A file that may be larger is kept on disk while it is read. */
    private static final long IN_MEMORY = 4L * 1024 * 1024;

    private final String root;
    private final Duration firstWait;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    /**
     * @param root a http or https address
     * @param firstWait before a file is asked for again; doubled each time
     * @throws InterchangeException if it is no such address
     */
    public FilesOnTheWeb(String root, Duration firstWait) {
        this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        this.firstWait = firstWait;
        try {
            URI uri = new URI(this.root);
            if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                throw new InterchangeException("not a http or https address");
            }
            if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new InterchangeException("an address with a user, a query or a fragment is not supported");
            }
        } catch (URISyntaxException e) {
            throw new InterchangeException("not an address");
        }
    }

    @Override
    public boolean canList() {
        return false;
    }

    @Override
    public List<String> list(String directory) {
        throw new UnsupportedOperationException("a web server does not list its files");
    }

    @Override
    public Optional<InputStream> open(String path, long most) throws InterruptedException {
        String problem = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Duration asked = Duration.ZERO;
            try {
                HttpResponse<InputStream> answer = client.send(
                        HttpRequest.newBuilder(URI.create(root + "/" + path))
                                .timeout(TIMEOUT)
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    int status = answer.statusCode();
                    if (status == 200) {
                        return Optional.of(copy(body, most));
                    }
                    if (status == 404 || status == 410) {
                        return Optional.empty();
                    }
                    problem = "answered " + status;
                    if (status != 408 && status != 429 && status < 500) {
                        break;
                    }
                    asked = retryAfter(answer);
                }
            } catch (IOException e) {
                problem = "does not answer (" + e.getClass().getSimpleName() + ")";
            }
            if (attempt < ATTEMPTS) {
                Thread.sleep(wait(attempt, asked).toMillis());
            }
        }
        throw new SourceException(root + " " + problem + ", asked for " + path);
    }

    /** Twice as long each time, give or take a quarter, and as long as the server asks for, within bounds. */
    private Duration wait(int attempt, Duration asked) {
        double jitter = ThreadLocalRandom.current().nextDouble(0.75, 1.25);
        Duration own = Duration.ofMillis((long) (firstWait.toMillis() * (1L << (attempt - 1)) * jitter));
        Duration longer = own.compareTo(asked) > 0 ? own : asked;
        return longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
    }

    private static Duration retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }

    private static InputStream copy(InputStream body, long most) throws IOException {
        if (most <= IN_MEMORY) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            transfer(body, bytes, most);
            return new ByteArrayInputStream(bytes.toByteArray());
        }
        Path file = Files.createTempFile("ganglion-import", null);
        try (OutputStream out = Files.newOutputStream(file)) {
            transfer(body, out, most);
        } catch (IOException | InterchangeException e) {
            Files.delete(file);
            throw e;
        }
        return Files.newInputStream(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static void transfer(InputStream from, OutputStream to, long most) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long bytes = 0;
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            bytes += read;
            if (bytes > most) {
                throw new InterchangeException("it has more than " + most + " bytes");
            }
            to.write(buffer, 0, read);
        }
    }
}
