package dev.ganglion.llm.endpoint;

import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Sends one request to the server and takes its whole answer, whatever it says. */
public interface Transport extends AutoCloseable {

    /**
     * One exchange, on the caller's Vert.x context. Cancelling closes it.
     *
     * @param path below the base URL
     * @param body JSON to {@code POST}; null for {@code GET}
     * @param leaves runs once, on that context, before the first byte is written; not at all if none is
     * @return any answer; fails with {@link TransportException} alone
     */
    Uni<Answer> send(String path, byte[] body, Runnable leaves);

    /** Gives up what is in flight. */
    @Override
    void close();

    /**
     * What came back.
     *
     * @param headers the first of each name, in lower case
     */
    record Answer(int status, Map<String, String> headers, byte[] body) {}
}
