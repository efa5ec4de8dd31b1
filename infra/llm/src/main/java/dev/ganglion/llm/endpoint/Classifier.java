package dev.ganglion.llm.endpoint;

import dev.ganglion.llm.endpoint.Failure.Kind;
import dev.ganglion.llm.endpoint.Transport.Answer;
import dev.ganglion.llm.model.ModelRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * What a failed call means. The rules of openai-java (408, 409, 429 and 5xx may pass) with two more: what would fail for
 * every request is the deployment's fault, and work that the server may have done is perhaps billed.
 */
final class Classifier {

    /** Errors of a request that lie in the recipe or the key and so meet every request. */
    private static final Set<String> OF_THE_DEPLOYMENT = Set.of(
            "insufficient_quota",
            "billing_hard_limit_reached",
            "invalid_api_key",
            "model_not_found",
            "unsupported_parameter",
            "unsupported_value",
            "unknown_parameter");

    private final EndpointSettings settings;
    private final Clock clock;

    Classifier(EndpointSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Of an exchange without a whole answer. */
    Failure of(TransportException e) {
        return switch (e.kind()) {
            case UNREACHABLE -> Failure.down(e.getMessage(), null, false);
            case UNTRUSTED -> Failure.deployment(e.getMessage());
            case TIMEOUT, CUT -> Failure.down(e.getMessage(), null, true);
            // It was billed, and asked again it would be as large again.
            case TOO_LARGE -> Failure.refused(e.getMessage());
        };
    }

    /** Of an answer whose status is not 200. */
    Failure of(Answer answer, ModelRequest request) {
        return of(answer.status(), answer, request);
    }

    /** Of an answer of status 200 whose body cannot be read as one. */
    Failure ofBody(Answer answer, ModelRequest request) {
        if (ServerReason.isError(answer.body())) {
            // OpenRouter begins an answer before it knows whether there will be one.
            int status = ServerReason.of(answer.body(), settings.key()).status();
            return of(status >= 400 && status < 600 ? status : 500, answer, request);
        }
        if (answer.body().length > 0 && !beginsAsObject(answer.body())) {
            return Failure.deployment(url(request) + " answers with something that is not JSON, so it is not an API: "
                    + "check OPENAI_BASE_URL");
        }
        return Failure.unreadable(settings.baseUrl() + " gave an answer that is cut off or broken");
    }

    /** Of an answer of status 200 that is JSON, and neither an answer nor an error. */
    Failure ofForeignObject(Answer answer, ModelRequest request) {
        return ServerReason.isError(answer.body())
                ? ofBody(answer, request)
                : Failure.deployment(url(request)
                        + " answers with JSON that has no \"choices\", so it is another API: check OPENAI_BASE_URL");
    }

    private Failure of(int status, Answer answer, ModelRequest request) {
        ServerReason reason = ServerReason.of(answer.body(), settings.key());
        if (status >= 400 && status < 500 && OF_THE_DEPLOYMENT.contains(reason.code())) {
            return ofDeployment(status, reason, request);
        }
        Duration wanted = RetryAfter.of(answer.headers(), clock);
        return switch (status) {
            case 429 ->
                new Failure(
                        Kind.BUSY,
                        settings.baseUrl() + " answers 429: too many calls" + reason.quoted(),
                        wanted,
                        false);
            // What a filter keeps back lies in the content alone, and is perhaps billed each time.
            case 400, 413, 415, 422, 431 ->
                filtered(reason) ? Failure.refused(refusal(status, reason)) : Failure.unwanted(refusal(status, reason));
            case 451 -> Failure.refused(refusal(status, reason));
            case 403 ->
                flagged(reason) ? Failure.refused(refusal(status, reason)) : ofDeployment(status, reason, request);
            // Something before the server gave up on it, and it may have done the work all the same.
            case 504, 524 -> down(status, reason, wanted, true);
            case 408, 409, 425 -> down(status, reason, wanted, false);
            default -> status >= 500 ? down(status, reason, wanted, false) : ofDeployment(status, reason, request);
        };
    }

    private Failure down(int status, ServerReason reason, Duration wanted, boolean perhapsBilled) {
        return Failure.down(settings.baseUrl() + " answers " + status + reason.quoted(), wanted, perhapsBilled);
    }

    private String refusal(int status, ServerReason reason) {
        String why =
                filtered(reason) ? "the server's content filter refuses the request" : "the server refuses the request";
        return why + " with status " + status + reason.quoted();
    }

    private Failure ofDeployment(int status, ServerReason reason, ModelRequest request) {
        String model = request.settings().name();
        String code = reason.code();
        if (status == 401 || status == 403 || code.equals("invalid_api_key")) {
            // The server's words are left out: they may repeat the key.
            return Failure.deployment(
                    settings.key() == null
                            ? settings.baseUrl() + " wants a key: set OPENAI_API_KEY to one that may use " + model
                            : "the key in OPENAI_API_KEY is not accepted by " + settings.baseUrl() + " (status "
                                    + status + "): set one that may use " + model);
        }
        if (status == 402 || code.equals("insufficient_quota") || code.equals("billing_hard_limit_reached")) {
            return Failure.deployment("the account of OPENAI_API_KEY at " + settings.baseUrl()
                    + " has nothing left to spend: pay there, or set another key");
        }
        if (code.startsWith("un")) {
            return Failure.deployment(settings.baseUrl() + " does not take what the recipe asks of " + model
                    + reason.quoted() + ": use another model or recipe");
        }
        if (status == 404 && !reason.text().isEmpty() || code.equals("model_not_found")) {
            return Failure.deployment(url(request) + " does not know the model " + model + ", or not that way"
                    + reason.quoted() + ": correct the recipe's model, or OPENAI_BASE_URL");
        }
        return Failure.deployment(
                url(request) + " answers " + status + ", so it is not this API: check OPENAI_BASE_URL");
    }

    private String url(ModelRequest request) {
        return settings.baseUrl() + "/" + request.path();
    }

    private static boolean filtered(ServerReason reason) {
        return reason.code().equals("content_filter")
                || reason.code().equals("content_policy_violation")
                || reason.code().equals("ResponsibleAIPolicyViolation");
    }

    /** OpenRouter's 403 is about the content as often as about the key. */
    private static boolean flagged(ServerReason reason) {
        String text = reason.text().toLowerCase(Locale.ROOT);
        return filtered(reason) || text.contains("flagged") || text.contains("moderation");
    }

    private static boolean beginsAsObject(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '{';
            }
        }
        return true;
    }
}
