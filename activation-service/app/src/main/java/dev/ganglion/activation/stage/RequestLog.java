package dev.ganglion.activation.stage;

import dev.ganglion.activation.recording.RequestProgress;
import dev.ganglion.events.ActivationRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The requests that this process has seen last. Safe for any number of threads. */
@ApplicationScoped
public class RequestLog {

    private static final int KEPT = 100;

    private final Deque<RequestProgress> requests = new ArrayDeque<>();

    /** Notes a request; one that was there before begins anew. */
    synchronized RequestProgress begin(ActivationRequest request) {
        String id = request.id().toString();
        requests.removeIf(known -> known.now().id().equals(id));
        RequestProgress progress = new RequestProgress(id, request.model(), request.shard());
        requests.addFirst(progress);
        if (requests.size() > KEPT) {
            requests.removeLast();
        }
        return progress;
    }

    /** Another worker does it now. */
    synchronized void forget(RequestProgress progress) {
        requests.remove(progress);
    }

    /** Newest first. */
    public synchronized List<RequestProgress.Snapshot> all() {
        return requests.stream().map(RequestProgress::now).toList();
    }
}
