package dev.ganglion.scorer.results;

import java.time.Instant;

/**
 * Which dead letters are meant; null wherever all are.
 *
 * @param topic the dead letter topic that they are on
 * @param service the service that put them there, for example {@code explainer}
 * @param recipe the recipe that failed
 * @param reason a part of why
 * @param since put there then or later; those of unknown time are not meant
 * @param until put there before; those of unknown time are not meant
 * @param key their key, a neuron's or whatever it was
 * @param state what has become of them
 */
public record DeadLetterFilter(
        String topic,
        String service,
        RecipeFilter recipe,
        String reason,
        Instant since,
        Instant until,
        String key,
        State state) {

    /** As many digits of a recipe's digest as a dead letter has. */
    private static final int DIGEST = 8;

    /** What has become of a dead letter. */
    public enum State {
        OPEN("x.outcome is null"),
        DISCARDED("x.outcome = 'discarded'"),
        REDRIVEN("x.outcome = 'redriven'"),
        ALL("1 = 1");

        private final String condition;

        State(String condition) {
            this.condition = condition;
        }

        /** What holds of the row {@code x} of decisions, or of its absence. */
        String condition() {
            return condition;
        }
    }

    /** All in this state. */
    public static DeadLetterFilter of(State state) {
        return new DeadLetterFilter(null, null, null, null, null, null, null, state);
    }

    /** What holds of the row {@code d} of dead letters and the row {@code x} of decisions. */
    Conditions conditions() {
        Conditions conditions = new Conditions().and(state.condition());
        if (topic != null) {
            conditions.and("d.topic = :topic", "topic", topic);
        }
        if (service != null) {
            conditions.and("d.topic = :service", "service", service + "-service.dlq");
        }
        if (recipe != null && recipe.digest().isEmpty()) {
            conditions.and("locate(:recipe, d.recipe) = 1", "recipe", recipe.name() + "@");
        } else if (recipe != null) {
            conditions.and(
                    "d.recipe = :recipe",
                    "recipe",
                    recipe.name() + "@" + recipe.digest().substring(0, DIGEST));
        }
        if (reason != null) {
            conditions.and("locate(:reason, d.reason) > 0", "reason", reason);
        }
        if (since != null) {
            conditions.and("d.putAt >= :since", "since", since);
        }
        if (until != null) {
            conditions.and("d.putAt < :until", "until", until);
        }
        if (key != null) {
            conditions.and("d.recordKey = :key", "key", key);
        }
        return conditions;
    }
}
