package dev.ganglion.llm.endpoint;

import dev.ganglion.llm.model.ModelRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requests whose answers could not be read lately. A connection that breaks off is chance, and the next try is better; an
 * answer that is broken each time is not, and each time it is perhaps billed.
 */
final class Unreadable {

    /** Unreadable answers in a row to a request, after which it is not sent again. */
    static final int MOST = 3;

    private static final int REMEMBERED = 256;

    private final Map<ModelRequest, Integer> counts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ModelRequest, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Whether this was the last time. */
    synchronized boolean again(ModelRequest request) {
        if (counts.merge(request, 1, Integer::sum) < MOST) {
            return false;
        }
        counts.remove(request);
        return true;
    }

    synchronized void readable(ModelRequest request) {
        if (!counts.isEmpty()) {
            counts.remove(request);
        }
    }
}
