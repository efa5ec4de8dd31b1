package dev.ganglion.cli.demo;

import dev.ganglion.cli.progress.Bars;
import dev.ganglion.cli.results.RequestProgress;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.results.Results.Counts;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Watches a request go through the chain until every neuron has its score. */
final class ChainWatch {

    private static final Duration POLL = Duration.ofMillis(250);
    /** Longer than a service needs to come back after a crash, with the request run again. */
    private static final Duration STANDSTILL = Duration.ofMinutes(2);

    private final Results results;
    private final RequestProgress requests;
    private final String requestId;
    private final String model;
    private final long neurons;
    private final Phases phases;
    private Object lastSeen;
    private Instant changedAt = Instant.now();

    ChainWatch(Results results, RequestProgress requests, String requestId, String model, long neurons, Phases phases) {
        this.results = results;
        this.requests = requests;
        this.requestId = requestId;
        this.model = model;
        this.neurons = neurons;
        this.phases = phases;
    }

    /** Draws the bars and returns the counts once every stage has one result for each neuron. */
    Counts untilDone(Bars bars) throws InterruptedException {
        while (true) {
            RequestProgress.Request request = requests.of(requestId).orElse(null);
            if (request != null && request.totalExcerpts() > 0) {
                bars.update("recording", "excerpts", request.excerpts(), request.totalExcerpts());
            }
            if (request != null && "refused".equals(request.state())) {
                throw Refusal.failed("the activation-service refused the request: " + request.problem());
            }
            Counts counts = counts();
            if (counts != null && show(bars, request, counts)) {
                return counts;
            }
            checkThatItMoves(request, counts);
            Thread.sleep(POLL.toMillis());
        }
    }

    private Counts counts() throws InterruptedException {
        try {
            return results.counts(model);
        } catch (IOException e) {
            // The scorer-service is on its way back.
            return null;
        }
    }

    /** Draws the counts, ends the phases that they complete, and says whether that was the last. */
    private boolean show(Bars bars, RequestProgress.Request request, Counts counts) {
        bars.update("activations", "neurons", counts.activations(), neurons);
        bars.update("explanations", "neurons", counts.explanations(), neurons);
        bars.update("simulations", "neurons", counts.simulations(), neurons);
        bars.update("scores", "neurons", counts.scores(), neurons);
        boolean recorded = request != null && "done".equals(request.state());
        return complete("record", recorded ? neurons : counts.activations())
                && complete("explain", counts.explanations())
                && complete("simulate", counts.simulations())
                && complete("score", Math.min(counts.scores(), counts.activations()));
    }

    private boolean complete(String phase, long done) {
        if (done < neurons) {
            return false;
        }
        phases.end(phase);
        return true;
    }

    private void checkThatItMoves(Object... seen) {
        List<Object> now = Arrays.asList(seen);
        if (!now.equals(lastSeen)) {
            lastSeen = now;
            changedAt = Instant.now();
        } else if (Duration.between(changedAt, Instant.now()).compareTo(STANDSTILL) > 0) {
            throw Refusal.failed("nothing has moved for " + Terminal.duration(STANDSTILL) + deadLetters()
                    + "; the services' logs are in .ganglion/");
        }
    }

    private String deadLetters() {
        try {
            List<Results.DeadLetter> letters = results.deadLetters(1);
            return letters.isEmpty()
                    ? ""
                    : "; "
                            + Terminal.plain(letters.get(0).topic() + " has: "
                                    + letters.get(0).reason());
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
