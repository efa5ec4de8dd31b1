package dev.ganglion.activation.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that is too large, or may be, before it is read. Quarkus does so too, but without saying anything, and
 * of a body that does not say how large it is only once it has read so much.
 */
@Singleton
class LargeBodies {

    /** Before Quarkus's own check, whose priority is 2. */
    private static final int PRIORITY = 100;

    private final long most;
    private final ObjectMapper json;

    LargeBodies(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most, ObjectMapper json) {
        this.most = most.asLongValue();
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        if (context.request().getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            refuse(context, Status.LENGTH_REQUIRED, "Say how long the body is, with a Content-Length.");
        } else if (length(context.request().getHeader(HttpHeaders.CONTENT_LENGTH)) > most) {
            refuse(context, Status.REQUEST_ENTITY_TOO_LARGE, "The body is too large; send at most " + most + " bytes.");
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context, Status status, String detail) {
        Problem problem = Problem.of(status, detail, context.request().path());
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(write(problem));
    }

    private static long length(String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return 0; // Vert.x refuses it.
        }
    }

    private String write(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem cannot be written as JSON", e);
        }
    }
}
