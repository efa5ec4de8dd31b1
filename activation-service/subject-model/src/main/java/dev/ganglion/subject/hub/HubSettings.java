package dev.ganglion.subject.hub;

import dev.ganglion.subject.ModelException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the hub is, where its files are kept, and who asks: the environment variables of the hub's own libraries.
 * Immutable.
 */
public final class HubSettings {

    private static final String DEFAULT_ENDPOINT = "https://huggingface.co";
    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");

    private final URI endpoint;
    private final Path cache;
    private final boolean offline;
    private final String token;

    /**
     * @param endpoint {@code http} or {@code https}
     * @param cache has a folder for each model
     * @param offline whether the network may not be used
     * @param token sent to the endpoint and to nobody else; null for none
     */
    HubSettings(URI endpoint, Path cache, boolean offline, String token) {
        this.endpoint = endpoint;
        this.cache = cache;
        this.offline = offline;
        this.token = token;
    }

    /**
     * Reads {@code HF_ENDPOINT}, {@code HF_HUB_CACHE}, {@code HF_HOME}, {@code XDG_CACHE_HOME}, {@code HF_HUB_OFFLINE} and
     * {@code HF_TOKEN}.
     *
     * @param environment of the process
     * @throws ModelException if one of them cannot be used; says nothing of the token's value
     */
    public static HubSettings of(Map<String, String> environment) {
        return new HubSettings(
                endpoint(environment),
                cache(environment),
                TRUE.contains(
                        environment.getOrDefault("HF_HUB_OFFLINE", "").strip().toUpperCase(java.util.Locale.ROOT)),
                token(environment));
    }

    private static URI endpoint(Map<String, String> environment) {
        String text = set(environment, "HF_ENDPOINT").orElse(DEFAULT_ENDPOINT).replaceFirst("/+$", "");
        try {
            URI endpoint = new URI(text);
            boolean http =
                    "http".equalsIgnoreCase(endpoint.getScheme()) || "https".equalsIgnoreCase(endpoint.getScheme());
            if (http
                    && endpoint.getHost() != null
                    && endpoint.getUserInfo() == null
                    && endpoint.getQuery() == null
                    && endpoint.getFragment() == null) {
                return endpoint;
            }
        } catch (URISyntaxException e) {
            // Refused below, as every other text; it may have a password in it.
        }
        throw new ModelException(
                "HF_ENDPOINT is no address; write it as https://host or https://host:port/path, or leave it out.");
    }

    private static Path cache(Map<String, String> environment) {
        Optional<String> direct = set(environment, "HF_HUB_CACHE").or(() -> set(environment, "HUGGINGFACE_HUB_CACHE"));
        if (direct.isPresent()) {
            return path(environment, "HF_HUB_CACHE", direct.get());
        }
        Optional<String> home = set(environment, "HF_HOME");
        if (home.isPresent()) {
            return path(environment, "HF_HOME", home.get()).resolve("hub");
        }
        String caches = set(environment, "XDG_CACHE_HOME").orElse("~/.cache");
        return path(environment, "XDG_CACHE_HOME", caches)
                .resolve("huggingface")
                .resolve("hub");
    }

    private static Path path(Map<String, String> environment, String variable, String text) {
        try {
            String user = set(environment, "HOME").orElseGet(() -> System.getProperty("user.home"));
            return Path.of(text.equals("~") || text.startsWith("~/") ? user + text.substring(1) : text)
                    .toAbsolutePath()
                    .normalize();
        } catch (InvalidPathException e) {
            throw new ModelException(variable + " is no path; set it to a directory, or leave it out.");
        }
    }

    private static String token(Map<String, String> environment) {
        Optional<String> token = set(environment, "HF_TOKEN").or(() -> set(environment, "HUGGING_FACE_HUB_TOKEN"));
        if (token.isPresent() && !token.get().matches("[\\x21-\\x7e]+")) {
            throw new ModelException("HF_TOKEN has characters that no token has; copy it again from the hub.");
        }
        return token.orElse(null);
    }

    /** What is set to nothing is not set. */
    private static Optional<String> set(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(value -> !value.isEmpty());
    }

    URI endpoint() {
        return endpoint;
    }

    public Path cache() {
        return cache;
    }

    boolean offline() {
        return offline;
    }

    Optional<String> token() {
        return Optional.ofNullable(token);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "the hub at " + endpoint + ", cache " + cache + (offline ? ", offline" : "");
    }
}
