package dev.ganglion.scorer.web;

/**
 * What went wrong with a request (RFC 9457).
 *
 * @param title the status's name
 * @param detail one sentence
 * @param instance the path that was asked for
 */
public record Problem(String type, String title, int status, String detail, String instance) {

    public static final String MEDIA_TYPE = "application/problem+json";
}
