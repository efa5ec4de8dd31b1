package dev.ganglion.events;

import java.util.List;

/** The names of the topics. Every topic has the same number of partitions: the key is the neuron on all of them. */
public final class Topics {

    public static final String ACTIVATION_REQUESTS = "activation-requests";
    public static final String NEURON_ACTIVATION_PARTIALS = "neuron-activation-partials";
    public static final String CORPUS_SCANS = "corpus-scans";
    public static final String NEURON_ACTIVATIONS = "neuron-activations";
    public static final String EXPLANATIONS = "explanations";
    public static final String SIMULATIONS = "simulations";
    public static final String SCORES = "scores";
    public static final String RECIPES = "recipes";
    public static final String DEAD_LETTER_DECISIONS = "dead-letter-decisions";

    public static final String ACTIVATION_DLQ = "activation-service.dlq";
    public static final String EXPLAINER_DLQ = "explainer-service.dlq";
    public static final String SIMULATOR_DLQ = "simulator-service.dlq";
    public static final String SCORER_DLQ = "scorer-service.dlq";

    /** Where each service puts what it cannot process. */
    public static final List<String> DEAD_LETTERS = List.of(ACTIVATION_DLQ, EXPLAINER_DLQ, SIMULATOR_DLQ, SCORER_DLQ);

    private static final List<Topic> ALL = List.of(
            Topic.keptForEver(ACTIVATION_REQUESTS),
            new Topic(NEURON_ACTIVATION_PARTIALS, 7L * 24 * 60 * 60 * 1000, false),
            new Topic(CORPUS_SCANS, Topic.FOR_EVER, true),
            Topic.keptForEver(NEURON_ACTIVATIONS),
            Topic.keptForEver(EXPLANATIONS),
            Topic.keptForEver(SIMULATIONS),
            Topic.keptForEver(SCORES),
            new Topic(RECIPES, Topic.FOR_EVER, true),
            new Topic(DEAD_LETTER_DECISIONS, Topic.FOR_EVER, true),
            Topic.keptForEver(ACTIVATION_DLQ),
            Topic.keptForEver(EXPLAINER_DLQ),
            Topic.keptForEver(SIMULATOR_DLQ),
            Topic.keptForEver(SCORER_DLQ));

    private Topics() {}

    /** Every topic of the system, with how long its records are kept. */
    public static List<Topic> all() {
        return ALL;
    }

    /**
     * A topic and how long it keeps its records.
     *
     * @param retentionMillis how long, or {@link #FOR_EVER}
     * @param compacted whether only the newest record of a key is kept; never where the key is a neuron, since one neuron
     *     has many explanations
     */
    public record Topic(String name, long retentionMillis, boolean compacted) {

        /** {@code retention.ms} of a topic that drops nothing. */
        public static final long FOR_EVER = -1;

        static Topic keptForEver(String name) {
            return new Topic(name, FOR_EVER, false);
        }
    }
}
