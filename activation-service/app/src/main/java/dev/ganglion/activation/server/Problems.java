package dev.ganglion.activation.server;

import com.fasterxml.jackson.core.JacksonException;
import dev.ganglion.activation.recording.RequestException;
import dev.ganglion.subject.ModelException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error is a problem document, and no answer shows a stack trace. */
class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int BAD_REQUEST = 400;
    private static final int BUSY_SECONDS = 2;

    @ServerExceptionMapper
    Response badRequest(RequestException e) {
        return Problem.response(BAD_REQUEST, e.getMessage());
    }

    @ServerExceptionMapper
    Response badModel(ModelException e) {
        return Problem.response(BAD_REQUEST, e.getMessage());
    }

    @ServerExceptionMapper
    Response noSuchModel(UnknownModelException e) {
        return Problem.response(404, e.getMessage());
    }

    @ServerExceptionMapper
    Response busy(BusyException e) {
        return Problem.builder(503, e.getMessage())
                .header("Retry-After", BUSY_SECONDS)
                .build();
    }

    @ServerExceptionMapper
    Response malformed(JacksonException e) {
        return Problem.response(
                BAD_REQUEST,
                "the body is not the JSON expected: send {\"model\":\"…\",\"text\":\"…\",\"layer\":0,\"neurons\":[3,17]}");
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (e.getCause() instanceof JacksonException malformed) {
            return malformed(malformed);
        }
        return Problem.response(
                status,
                status == BAD_REQUEST
                        ? "the body is not the JSON expected: send"
                                + " {\"model\":\"…\",\"text\":\"…\",\"layer\":0,\"neurons\":[3,17]}"
                        : String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException e) {
        LOG.error("unexpected failure", e);
        return Problem.response(500, "an unexpected failure; the service's log has it");
    }
}
