package dev.ganglion.activation.server;

import dev.ganglion.activation.RequestException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error is a problem document, and no answer shows a stack trace. */
class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int BUSY_SECONDS = 1;

    @ServerExceptionMapper
    Response impossible(RequestException e, HttpServerRequest request) {
        return answer(Status.BAD_REQUEST, e.getMessage(), request).build();
    }

    @ServerExceptionMapper
    Response unknown(UnknownModelException e, HttpServerRequest request) {
        return answer(Status.NOT_FOUND, e.getMessage(), request).build();
    }

    @ServerExceptionMapper
    Response unusable(UnusableModelException e, HttpServerRequest request) {
        LOG.warn(e.getMessage());
        return answer(Status.SERVICE_UNAVAILABLE, e.getMessage(), request).build();
    }

    @ServerExceptionMapper
    Response busy(BusyException e, HttpServerRequest request) {
        return answer(Status.SERVICE_UNAVAILABLE, e.getMessage(), request)
                .header(HttpHeaders.RETRY_AFTER, BUSY_SECONDS)
                .build();
    }

    @ServerExceptionMapper
    Response tooManyTexts(TooManyTextsException e, HttpServerRequest request) {
        return answer(Status.TOO_MANY_REQUESTS, e.getMessage(), request)
                .header(HttpHeaders.RETRY_AFTER, e.seconds())
                .build();
    }

    /** Those of the framework: no such path, method or media type. */
    @ServerExceptionMapper
    Response ofFramework(WebApplicationException e, HttpServerRequest request) {
        Status known = Status.fromStatusCode(e.getResponse().getStatus());
        Status status = known == null ? Status.INTERNAL_SERVER_ERROR : known;
        String detail =
                switch (status) {
                    case NOT_FOUND -> "There is nothing at this address; /q/openapi says what there is.";
                    case METHOD_NOT_ALLOWED -> "This address does not take " + request.method() + ".";
                    case UNSUPPORTED_MEDIA_TYPE -> "Send JSON, with the header Content-Type: application/json.";
                    case NOT_ACCEPTABLE -> "The answer is JSON; accept application/json.";
                    default -> status.getReasonPhrase() + ".";
                };
        return answer(status, detail, request).build();
    }

    /** The client went away. */
    @ServerExceptionMapper
    Response unreadable(IOException e, HttpServerRequest request) {
        return answer(Status.BAD_REQUEST, "The body cannot be read to its end.", request)
                .build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, HttpServerRequest request) {
        LOG.errorf(e, "%s failed", request.path());
        return answer(Status.INTERNAL_SERVER_ERROR, "This should not have happened; the log says more.", request)
                .build();
    }

    private static Response.ResponseBuilder answer(Status status, String detail, HttpServerRequest request) {
        return Response.status(status).type(Problem.MEDIA_TYPE).entity(Problem.of(status, detail, request.path()));
    }
}
