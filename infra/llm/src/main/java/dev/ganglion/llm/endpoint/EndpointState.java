package dev.ganglion.llm.endpoint;

/**
 * How an endpoint is doing, for people.
 *
 * @param url without credentials
 * @param paused why no calls go through now, one sentence that says what to do; null if they do
 * @param pausedFor {@code deployment}, {@code down} or {@code rate_limit}; null if calls go through
 * @param inFlight calls that the server works on
 * @param waiting calls that wait for their turn
 * @param limit of calls in flight, as the server bears it now
 * @param cap of that limit
 * @param consecutiveFailures in a row, 0 after each answer; a refused request counts as an answer
 * @param lastFailure one sentence; null if there was none yet
 */
public record EndpointState(
        String url,
        String paused,
        String pausedFor,
        int inFlight,
        int waiting,
        int limit,
        int cap,
        int consecutiveFailures,
        String lastFailure) {}
