package dev.ganglion.cli.results;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How far the activation-service is with a request. */
public final class RequestProgress {

    private final JsonHttp http = new JsonHttp();
    private final String address;
    private final String merge;

    /**
     * @param activationService its address, ending in a slash
     */
    public RequestProgress(String activationService) {
        this.address = activationService + "api/requests";
        this.merge = activationService + "api/merge";
    }

    /** The requests that the service knows of, newest first; none while it does not answer. */
    public List<Request> all() throws InterruptedException {
        try {
            return List.of(http.get(address, Request[].class));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** One of them. */
    public Optional<Request> of(String id) throws InterruptedException {
        return all().stream().filter(request -> request.id().equals(id)).findFirst();
    }

    /**
     * @param state {@code waiting}, {@code running}, {@code done} or {@code refused}
     * @param phase what a running one does
     * @param excerpts excerpts run in this phase
     * @param totalExcerpts how many this phase has; 0 where that is not known
     * @param problem why it was refused, or null
     * @param shard which part of the corpus, from 0
     * @param shards how many parts there are; 1 where it is not divided
     */
    public record Request(
            String id,
            String model,
            String state,
            String phase,
            long excerpts,
            long totalExcerpts,
            long neurons,
            long published,
            String problem,
            int shard,
            int shards) {}

    /** How many neurons' records wait in this process for shards; 0 while it does not answer. */
    public long waitingForShards() throws InterruptedException {
        try {
            return http.get(merge, Merge.class).waiting();
        } catch (IOException e) {
            return 0;
        }
    }

    private record Merge(long waiting) {}
}
