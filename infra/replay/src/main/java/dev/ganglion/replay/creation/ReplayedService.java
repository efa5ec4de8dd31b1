package dev.ganglion.replay.creation;

import dev.ganglion.replay.plan.Replay;
import java.util.Optional;
import java.util.function.Supplier;

/** What a service says of itself before one of its topics is replayed. */
public interface ReplayedService {

    /** {@code explainer}, {@code simulator} or {@code scorer}. */
    String name();

    /** The topic that it reads. */
    String topic();

    /** The topic of its dead letters. */
    default String deadLetters() {
        return name() + "-service.dlq";
    }

    /** Whether it runs a recipe. */
    boolean hasRecipes();

    /**
     * The recipe of this name, {@code name@digest8}.
     *
     * @throws IllegalArgumentException with one sentence, if there is none that can be run
     */
    String pinned(String recipe);

    /** Whether working under this recipe asks a language model. */
    boolean asksModel(String recipe);

    /**
     * What working on this record would ask at most.
     *
     * @param replay which may leave the event out
     * @param event as it is on the topic
     * @return counted when it is wanted, since that takes a while; nothing if the event is left out, if the recipe asks
     *     nothing about it, or if it is no event
     */
    Optional<Supplier<Questions>> questions(Replay replay, byte[] event);

    /**
     * Requests, and how long they are.
     *
     * @param promptTokens no fewer than there are
     * @param completionTokens the most that the answers may have
     * @param dollars NaN if the model has no price
     */
    record Questions(long calls, long promptTokens, long completionTokens, double dollars) {

        public static final Questions NONE = new Questions(0, 0, 0, 0);

        /** Both together. */
        public Questions and(Questions other) {
            return new Questions(
                    calls + other.calls,
                    promptTokens + other.promptTokens,
                    completionTokens + other.completionTokens,
                    dollars + other.dollars);
        }
    }
}
