package dev.ganglion.llm.endpoint;

import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.ModelRequest;
import io.smallrye.mutiny.Uni;

/** A server that answers. */
public interface Endpoint {

    /** The base URL, without credentials and without a slash at its end: part of the name of every answer. */
    String url();

    /**
     * Sends a request once, when its turn comes: while the server is down or the deployment is wrong it waits, and so it
     * does for a free slot and for the limits of requests and tokens per minute.
     *
     * @param tokens that the request may take of the limit of tokens per minute
     * @return what the server said; fails with {@link TryAgainException} for what may pass and with {@link
     *     dev.ganglion.llm.model.RefusedException} for what cannot
     */
    Uni<Completion> call(ModelRequest request, long tokens);

    /**
     * The same, and tells when the request leaves: until then nothing can have been billed.
     *
     * @param leaves runs once, on the caller's event loop, before the first byte is written; by default at once
     */
    default Uni<Completion> call(ModelRequest request, long tokens, Runnable leaves) {
        return Uni.createFrom().deferred(() -> {
            leaves.run();
            return call(request, tokens);
        });
    }
}
