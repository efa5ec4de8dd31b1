package dev.ganglion.llm.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Which server is asked, and how much is asked of it. The key is never written anywhere but into the request. */
public final class EndpointSettings {

    /** Where {@code OPENAI_BASE_URL} says nothing. */
    public static final String OPENAI = "https://api.openai.com/v1";

    private final URI uri;
    private final String key;
    private final Limits limits;

    /**
     * What is asked of a server at most.
     *
     * @param largestAnswer bytes of a body
     * @param timeout from the sending of a call to the last byte of its answer
     * @param probeInterval how often one call goes through while the deployment is wrong
     * @param concurrency calls in flight, above 0
     * @param requestsPerMinute above 0, if there is such a limit
     * @param tokensPerMinute above 0, if there is such a limit
     * @param refusalsInARow different requests refused in a row, and none answered, after which calls pause; 0 for never
     */
    public record Limits(
            int largestAnswer,
            Duration timeout,
            Duration probeInterval,
            int concurrency,
            OptionalLong requestsPerMinute,
            OptionalLong tokensPerMinute,
            int refusalsInARow) {

        /** What is not set. */
        public static final Limits DEFAULT = new Limits(
                16 << 20,
                Duration.ofSeconds(120),
                Duration.ofSeconds(30),
                64,
                OptionalLong.empty(),
                OptionalLong.empty(),
                5);

        public Limits {
            require(largestAnswer >= 1024, "llm.largest-answer must be 1024 bytes or more");
            require(positive(timeout), "llm.timeout must be above 0");
            require(positive(probeInterval), "llm.probe-interval must be above 0");
            require(concurrency >= 1, "llm.concurrency must be 1 or more");
            require(
                    requestsPerMinute.isEmpty() || requestsPerMinute.getAsLong() >= 1,
                    "llm.requests-per-minute must be 1 or more, or not set");
            require(
                    tokensPerMinute.isEmpty() || tokensPerMinute.getAsLong() >= 1,
                    "llm.tokens-per-minute must be 1 or more, or not set");
            require(refusalsInARow >= 0, "llm.refusals-in-a-row must be 0 or more");
        }

        private static boolean positive(Duration duration) {
            return duration.toMillis() > 0;
        }
    }

    private EndpointSettings(URI uri, String key, Limits limits) {
        this.uri = uri;
        this.key = key;
        this.limits = limits;
    }

    /**
     * Checks settings.
     *
     * @param baseUrl with {@code /v1} or whatever else the server's paths begin with
     * @param key sent with each call, if there is one
     * @throws IllegalArgumentException with one sentence, if no server can be asked with them
     */
    public static EndpointSettings of(String baseUrl, Optional<String> key, Limits limits) {
        URI uri = uri(baseUrl.strip());
        String bare = key.map(String::strip).filter(text -> !text.isEmpty()).orElse(null);
        require(
                bare != null || !"api.openai.com".equals(uri.getHost()),
                "OPENAI_API_KEY is not set: set it, or OPENAI_BASE_URL to a server that asks for no key");
        require(
                bare == null || bare.chars().allMatch(c -> c > 0x20 && c < 0x7f),
                "OPENAI_API_KEY holds characters that no key has: set it to the key alone");
        return new EndpointSettings(uri, bare, limits);
    }

    private static URI uri(String baseUrl) {
        URI uri;
        try {
            uri = new URI(baseUrl);
        } catch (URISyntaxException e) {
            // Its text is not repeated: a secret may be in it.
            throw new IllegalArgumentException("OPENAI_BASE_URL is no URL: set it to something like " + OPENAI);
        }
        require(
                "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()),
                "OPENAI_BASE_URL must begin with http:// or https://, like " + OPENAI);
        require(
                uri.getRawAuthority() == null || !uri.getRawAuthority().contains("@"),
                "OPENAI_BASE_URL holds a user name or password: take it out, and set OPENAI_API_KEY");
        require(uri.getHost() != null, "OPENAI_BASE_URL names no host: set it to something like " + OPENAI);
        require(uri.getRawFragment() == null, "OPENAI_BASE_URL holds a \"#\": take it out");
        String query = uri.getRawQuery();
        require(
                query == null || query.matches("api-version=[0-9A-Za-z.-]+"),
                "OPENAI_BASE_URL may have no query but Azure's api-version: take the rest out");
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(uri.getScheme().toLowerCase(Locale.ROOT) + "://"
                + uri.getHost().toLowerCase(Locale.ROOT) + port + path + (query == null ? "" : "?" + query));
    }

    /** Without credentials and without a slash at its end. */
    public String baseUrl() {
        return uri.toString();
    }

    public Limits limits() {
        return limits;
    }

    /** Of the server, in lower case. */
    String host() {
        // An IPv6 address has brackets in a URL, and none where it is connected to.
        return uri.getHost().replaceAll("^\\[|]$", "");
    }

    int port() {
        return uri.getPort() >= 0 ? uri.getPort() : tls() ? 443 : 80;
    }

    boolean tls() {
        return uri.getScheme().equals("https");
    }

    /** What is asked for: a path below the base URL. */
    String target(String path) {
        return uri.getRawPath() + "/" + path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    /** Azure knows the key by another header as well. */
    boolean azure() {
        return uri.getHost().endsWith(".azure.com");
    }

    /** Null if there is none. */
    String key() {
        return key;
    }

    @Override
    public String toString() {
        return "EndpointSettings[" + baseUrl() + ", " + (key == null ? "no key" : "with a key") + ", " + limits + "]";
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
