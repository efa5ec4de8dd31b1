package dev.ganglion.scorer.web;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;

/** Tells a request that a page of this viewer makes from one that a page of another site makes in somebody's browser. */
public final class SameOrigin {

    private SameOrigin() {}

    /**
     * Refuses what does not come from a page of this viewer. Browsers say so themselves: in {@code Sec-Fetch-Site}, and, for
     * every POST, in {@code Origin}.
     *
     * @throws ForbiddenException otherwise
     */
    public static void check(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean same = site == null ? isOwn(request.getHeader("Origin"), request) : site.equals("same-origin");
        if (!same) {
            throw new ForbiddenException("this is asked for by a page of the viewer, and by nothing else");
        }
    }

    private static boolean isOwn(String origin, HttpServerRequest request) {
        if (origin == null || request.authority() == null) {
            return false;
        }
        try {
            return request.authority().toString().equals(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
