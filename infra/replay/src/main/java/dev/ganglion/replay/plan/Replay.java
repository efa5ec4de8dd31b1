package dev.ganglion.replay.plan;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A replay, frozen when it was created: every process of it does the same, whenever it starts.
 *
 * @param id names it, and is its consumer group
 * @param service {@code explainer}, {@code simulator} or {@code scorer}
 * @param topic that is read
 * @param recipe that runs, {@code name@digest8}; null where none is involved
 * @param options what was asked for
 * @param bounds of the topic
 * @param neurons the keys of the neurons that were chosen, at most 10 million; null for no such choice
 */
public record Replay(
        String id,
        String service,
        String topic,
        String recipe,
        ReplayOptions options,
        Bounds bounds,
        Set<String> neurons,
        Instant createdAt) {

    /** What every id begins with, so that a replay can never be taken for the consumer group of a live service. */
    public static final String PREFIX = "replay.";

    public Replay {
        Objects.requireNonNull(service);
        Objects.requireNonNull(topic);
        Objects.requireNonNull(options);
        Objects.requireNonNull(bounds);
        Objects.requireNonNull(createdAt);
        neurons = neurons == null ? null : Set.copyOf(neurons);
        requireId(id);
    }

    /**
     * Checks a name of a replay.
     *
     * @throws IllegalArgumentException with one sentence, if a broker or a Job could not carry it
     */
    public static String requireId(String id) {
        if (id == null || !id.matches("replay\\.[A-Za-z0-9][A-Za-z0-9._-]{0,192}")) {
            throw new IllegalArgumentException("--id: \"" + id + "\" is no name of a replay: begin with \"" + PREFIX
                    + "\" and go on with letters, digits, '.', '_' and '-', 200 in all at most");
        }
        return id;
    }

    /** Whether it reads dead letters, and not what a live service reads. */
    public boolean redrives() {
        return options.has(ReplayOptions.DEAD_LETTERS);
    }

    /** Whether the explanations of other neurons are simulated. */
    public boolean borrowsExplanations() {
        return options.has(ReplayOptions.EXPLANATIONS_OF);
    }

    /** Whether it leaves events out by what is in them, and not by their keys alone. */
    public boolean choosesByContent() {
        return options.has(ReplayOptions.EXPLAINER_RECIPE)
                || options.has(ReplayOptions.SIMULATOR_RECIPE)
                || borrowsExplanations();
    }

    /** The seed of everything that is chosen by chance; 0 if none was given. */
    public long seed() {
        return options.has(ReplayOptions.SEED) ? Long.parseLong(options.get(ReplayOptions.SEED)) : 0;
    }

    /** The explainer recipe that it is limited to, {@code name} or {@code name@digest}. */
    public RecipeChoice explainers() {
        return new RecipeChoice(options.get(ReplayOptions.EXPLAINER_RECIPE));
    }

    /** The simulator recipe that it is limited to. */
    public RecipeChoice simulators() {
        return new RecipeChoice(options.get(ReplayOptions.SIMULATOR_RECIPE));
    }

    /** Which of the topic's records it works on. */
    public RecordChoice records() {
        return RecordChoice.of(this);
    }
}
