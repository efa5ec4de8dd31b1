package dev.ganglion.subject.hub;

import dev.ganglion.subject.ModelException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** The status of an answer, read as the hub means it. What it says in words is not repeated: it may be anybody's. */
final class HubAnswer {

    private final HubSettings settings;
    private final HubModelId model;
    private final String file;
    private final URI address;
    private final HttpResponse<?> response;

    HubAnswer(HubSettings settings, HubModelId model, String file, HttpResponse<?> response) {
        this.settings = settings;
        this.model = model;
        this.file = file;
        this.address = response.request().uri();
        this.response = response;
    }

    boolean isRedirect() {
        int status = response.statusCode();
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** Whether the hub says that there is the model and the revision, and not this file in it. */
    boolean isMissing() {
        return response.statusCode() == 404 && isHub() && !isCode("RepoNotFound") && !isCode("RevisionNotFound");
    }

    /**
     * Where it redirects to.
     *
     * @throws ModelException if that is no address, or one where anybody can listen after one where nobody could
     */
    URI location() {
        URI target;
        try {
            target = address.resolve(response.headers().firstValue("Location").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new ModelException(address.getHost() + " redirects to what is no address; check HF_ENDPOINT.");
        }
        boolean http = "http".equalsIgnoreCase(target.getScheme());
        boolean https = "https".equalsIgnoreCase(target.getScheme());
        if (target.getHost() == null || !(https || (http && !"https".equalsIgnoreCase(address.getScheme())))) {
            throw new ModelException(address.getHost()
                    + " redirects to an address that is not https, which is not followed; check HF_ENDPOINT.");
        }
        return target;
    }

    /**
     * Returns if the file is here, or somewhere else.
     *
     * @throws HubUnavailable if that may change
     * @throws ModelException if it will not
     */
    void throwIfNotRedirect() throws HubUnavailable {
        int status = response.statusCode();
        if (status == 200 || status == 206 || isRedirect()) {
            return;
        }
        String says = address.getHost() + " answers " + status;
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            throw HubUnavailable.now(says, retryAfter());
        }
        if (!isHub() || status == 416) {
            // A signed address is good for a while only, and the next attempt gets another.
            throw HubUnavailable.perhaps(says);
        }
        throw switch (status) {
            case 401, 403, 404 -> refused(status);
            default ->
                new ModelException(says + " to the question for " + file + " of " + model + "; check HF_ENDPOINT.");
        };
    }

    private ModelException refused(int status) {
        String hub = settings.endpoint().getHost();
        if (isCode("RevisionNotFound")) {
            return new ModelException(hub + " has " + model.repository() + ", but not its revision " + model.revision()
                    + "; name a branch, a tag or a commit that is there.");
        }
        if (isCode("GatedRepo")) {
            return new ModelException(model.repository() + " is gated: ask for access at " + settings.endpoint() + "/"
                    + model.repository() + ", and set HF_TOKEN to a token of the account that has it.");
        }
        if (settings.token().isPresent() && status != 404 && !isCode("RepoNotFound")) {
            return new ModelException(hub + " does not let HF_TOKEN read " + model.repository()
                    + "; set it to a valid token that may, or unset it for a public model.");
        }
        return new ModelException(hub + " has no model " + model.repository() + " that "
                + (settings.token().isPresent() ? "HF_TOKEN may read" : "everybody may read")
                + "; check the id, or set HF_TOKEN to a token that may read it.");
    }

    private Duration retryAfter() {
        OptionalLong seconds = HubClient.number(response.headers(), "Retry-After");
        return seconds.isPresent() && seconds.getAsLong() >= 0 ? Duration.ofSeconds(seconds.getAsLong()) : null;
    }

    private boolean isCode(String code) {
        return response.headers()
                .firstValue("X-Error-Code")
                .filter(code::equals)
                .isPresent();
    }

    private boolean isHub() {
        return origin(address).equals(origin(settings.endpoint()));
    }

    /** Scheme, host and port: who is asked. */
    static String origin(URI address) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
