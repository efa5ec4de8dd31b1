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
     * What working on this record comes to.
     *
     * @param event as it is on the topic
     * @return nothing if the replay leaves the event out, or if it is no event
     */
    Optional<Work> work(Replay replay, byte[] event);

    /**
     * What is done about a record.
     *
     * @param questions that it would ask at most, counted when that is wanted, since it takes a while; empty if it asks none
     */
    record Work(Optional<Supplier<Questions>> questions) {

        public static final Work WITHOUT_QUESTIONS = new Work(Optional.empty());
    }

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
