package dev.ganglion.activation.server;

import jakarta.ws.rs.core.Response;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param type {@code about:blank}: the status says it all
 * @param title the status in words
 * @param detail one sentence that says what to do
 */
public record Problem(String type, String title, int status, String detail) {

    private static final String MEDIA_TYPE = "application/problem+json";

    static Response response(int status, String detail) {
        return builder(status, detail).build();
    }

    static Response.ResponseBuilder builder(int status, String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return Response.status(status).type(MEDIA_TYPE).entity(new Problem("about:blank", title, status, detail));
    }
}
