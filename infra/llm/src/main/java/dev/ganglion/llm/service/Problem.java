package dev.ganglion.llm.service;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/**
 * What went wrong with a request (RFC 9457).
 *
 * @param title the status's name
 * @param detail one sentence
 */
public record Problem(String type, String title, int status, String detail) {

    private static final String MEDIA_TYPE = "application/problem+json";

    static Response of(Status status, String sentence) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), sentence))
                .build();
    }
}
