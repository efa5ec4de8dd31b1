package dev.ganglion.llm.endpoint;

import dev.ganglion.llm.endpoint.Failure.Kind;
import dev.ganglion.llm.model.ModelRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a request that the server refuses is at fault, or the server refuses everything: a recipe's context above the
 * model's, say, or a server that was started with less. A refusal is believed when another request was answered since, or
 * when the same request was refused {@value #TIMES} times. Several different requests refused in a row, and none answered,
 * are a wrong deployment: were they believed one after the other, a topic would be emptied into the dead letters.
 */
final class Refusals {

    /** So often a request is refused until that is believed while nothing is answered at all. */
    static final int TIMES = 3;

    private static final int REMEMBERED = 256;

    private final String url;
    private final int most;
    private final Map<ModelRequest, Doubt> doubts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ModelRequest, Doubt> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long answers;
    private int inARow;

    /**
     * @param answers there were before the first refusal
     * @param times that it was refused since
     */
    private record Doubt(long answers, int times) {}

    /** @param most different requests in a row that are more than chance; 0 believes every refusal at once */
    Refusals(String url, int most) {
        this.url = url;
        this.most = most;
    }

    /** What a failure of the kind {@link Kind#UNWANTED} means: the request is refused, asked again, or nothing is answered. */
    synchronized Failure judged(ModelRequest request, Failure failure) {
        if (most == 0) {
            return Failure.refused(failure.sentence());
        }
        Doubt before = doubts.get(request);
        if (before != null && answers > before.answers()) {
            doubts.remove(request);
            return Failure.refused(failure.sentence());
        }
        if (before == null) {
            inARow++;
        }
        Doubt now = before == null ? new Doubt(answers, 1) : new Doubt(answers, before.times() + 1);
        if (inARow >= most) {
            return Failure.deployment(url + " answers nothing but refusals, " + most + " in a row: "
                    + failure.sentence() + "; correct the recipe or the model, or have such records put aside by"
                    + " LLM_REFUSALS_IN_A_ROW=0");
        }
        if (now.times() >= TIMES) {
            doubts.remove(request);
            return Failure.refused(failure.sentence());
        }
        doubts.put(request, now);
        return failure;
    }

    synchronized void answered(ModelRequest request) {
        answers++;
        inARow = 0;
        if (!doubts.isEmpty()) {
            doubts.remove(request);
        }
    }
}
