package dev.ganglion.replay.creation;

import dev.ganglion.replay.plan.NeuronSample;
import dev.ganglion.replay.plan.Replay;
import dev.ganglion.replay.plan.ReplayOptions;
import dev.ganglion.replay.plan.ReplayStart;
import dev.ganglion.replay.topic.ReplayedTopic;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** Makes what was asked for into what is frozen: a time becomes offsets, a score becomes neurons. */
final class ReplayCreation {

    private final ReplayedService service;
    private final SelectionOptions selection;
    private final Config config;
    private final Map<String, Object> broker;

    ReplayCreation(ReplayedService service, SelectionOptions selection, Config config, Map<String, Object> broker) {
        this.service = service;
        this.selection = selection;
        this.config = config;
        this.broker = broker;
    }

    /** @param recipe pinned; null if the service has none */
    Replay create(String id, String recipe) throws InterruptedException {
        ReplayOptions options = selection.options();
        String topic = options.has(ReplayOptions.DEAD_LETTERS) ? service.deadLetters() : service.topic();
        Set<String> neurons = neurons(options);
        ReplayStart start = options.has(ReplayOptions.FROM)
                ? ReplayStart.parse(options.get(ReplayOptions.FROM))
                : new ReplayStart.Earliest();
        try (ReplayedTopic replayed = new ReplayedTopic(broker, topic)) {
            return new Replay(
                    id,
                    service.name(),
                    topic,
                    recipe,
                    options,
                    replayed.bounds(start),
                    neurons,
                    Instant.now().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    void commitStart(Replay replay) throws InterruptedException {
        try (ReplayedTopic replayed = new ReplayedTopic(broker, replay.topic())) {
            replayed.commitStart(replay.id(), replay.bounds());
        }
    }

    /** Null if nothing was asked for that chooses neurons one by one. */
    private Set<String> neurons(ReplayOptions options) throws InterruptedException {
        Set<String> chosen = selection.neurons();
        boolean sampled = options.has(ReplayOptions.SAMPLE);
        if (options.has(ReplayOptions.BELOW) || sampled && chosen == null) {
            Set<String> found = results()
                    .find(
                            options.get(ReplayOptions.MODEL),
                            options.get(ReplayOptions.LAYERS),
                            options.get(ReplayOptions.BELOW),
                            options.get(ReplayOptions.EXPLAINER_RECIPE));
            if (chosen != null) {
                found = new HashSet<>(found);
                found.retainAll(chosen);
            }
            chosen = found;
        }
        if (sampled) {
            long seed = options.has(ReplayOptions.SEED) ? Long.parseLong(options.get(ReplayOptions.SEED)) : 0;
            chosen = Set.copyOf(NeuronSample.of(chosen, Integer.parseInt(options.get(ReplayOptions.SAMPLE)), seed));
        }
        return chosen;
    }

    private ResultKeys results() {
        String url = config.getOptionalValue("results.url", String.class).orElse("http://127.0.0.1:8084");
        try {
            return new ResultKeys(URI.create(url.endsWith("/") ? url : url + "/"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("RESULTS_URL: \"" + url + "\" is no address", e);
        }
    }
}
