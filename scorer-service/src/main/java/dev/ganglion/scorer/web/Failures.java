package dev.ganglion.scorer.web;

import dev.ganglion.scorer.results.DatabaseFailure;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns failures into answers: a problem for the API, a plain page for everybody else. */
class Failures {

    static final String API = "/api";

    private static final Logger LOG = Logger.getLogger(Failures.class);
    private static final String NOTHING_HERE = "there is nothing at this address";

    @CheckedTemplate(basePath = "")
    static class Templates {

        private Templates() {}

        static native TemplateInstance error(Problem problem);
    }

    @ServerExceptionMapper
    Response invalid(InvalidRequestException e, HttpServerRequest request) {
        return answer(Status.BAD_REQUEST, e.getMessage(), request);
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException e, HttpServerRequest request) {
        return answer(Status.NOT_FOUND, e.getMessage(), request);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, HttpServerRequest request) {
        return answer(Status.FORBIDDEN, e.getMessage(), request);
    }

    /** Those of the framework: no such path, method or media type. */
    @ServerExceptionMapper
    Response ofFramework(WebApplicationException e, HttpServerRequest request) {
        Status status = Status.fromStatusCode(e.getResponse().getStatus());
        if (status == null) {
            status = Status.INTERNAL_SERVER_ERROR;
        }
        return answer(status, status == Status.NOT_FOUND ? NOTHING_HERE : e.getMessage(), request);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, HttpServerRequest request) {
        if (DatabaseFailure.of(e) == DatabaseFailure.AWAY) {
            LOG.warnf("the results database is away: %s", DatabaseFailure.describe(e));
            return answer(Status.SERVICE_UNAVAILABLE, "the results database does not answer: try again", request);
        }
        LOG.errorf(e, "%s failed", request.path());
        return answer(Status.INTERNAL_SERVER_ERROR, "this should not have happened; the log says more", request);
    }

    private static Response answer(Status status, String detail, HttpServerRequest request) {
        Problem problem =
                new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, request.path());
        boolean api = request.path().startsWith(API);
        return Response.status(status)
                .type(api ? Problem.MEDIA_TYPE : MediaType.TEXT_HTML + ";charset=utf-8")
                .entity(api ? problem : Templates.error(problem).render())
                .build();
    }
}
