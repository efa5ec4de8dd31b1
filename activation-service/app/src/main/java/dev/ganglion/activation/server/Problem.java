package dev.ganglion.activation.server;

import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What went wrong with a request (RFC 9457).
 *
 * @param type {@code about:blank}: the status says it all
 * @param title the status's name
 * @param detail one sentence
 * @param instance the path that was asked for
 */
@Schema(description = "What went wrong (RFC 9457); the detail is one sentence")
public record Problem(String type, String title, int status, String detail, String instance) {

    /** Its media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(Response.Status status, String detail, String instance) {
        return new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, instance);
    }
}
