package dev.ganglion.activation.stage;

import dev.ganglion.activation.recording.RequestProgress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The requests that this process has seen last. Safe for use by many threads. */
@ApplicationScoped
public class RequestLog {

    private static final int KEPT = 100;

    private final Deque<RequestProgress> requests = new ArrayDeque<>();

    synchronized RequestProgress begin(String id, String model) {
        requests.removeIf(request -> request.id().equals(id));
        RequestProgress progress = new RequestProgress(id, model);
        requests.addFirst(progress);
        if (requests.size() > KEPT) {
            requests.removeLast();
        }
        return progress;
    }

    /** Newest first. */
    public synchronized List<RequestProgress> all() {
        return new ArrayList<>(requests);
    }
}
