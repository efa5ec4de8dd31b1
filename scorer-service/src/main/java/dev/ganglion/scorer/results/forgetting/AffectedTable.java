package dev.ganglion.scorer.results.forgetting;

import java.util.Locale;

/**
 * A table that something is removed from, what was made last first: half-way, there are explanations without scores, and no
 * scores of explanations that are gone.
 */
enum AffectedTable {
    BASELINE_SCORE("model = $1", "explainer_digest = $1", "simulator_digest = $1"),
    JUDGEMENT_SCORES("model = $1", "explainer_digest = $1", "simulator_digest = $1"),
    SCORES("model = $1", "explainer_digest = $1", "simulator_digest = $1"),
    SIMULATION("model = $1", "explainer_digest = $1", "simulator_digest = $1"),
    EXPLANATION("model = $1", "recipe_digest = $1", null),
    NEURON_RECORD("model = $1", null, null),
    RECIPE(null, "digest = $1 and service = 'explainer'", "digest = $1 and service = 'simulator'");

    private final String ofModel;
    private final String ofExplainer;
    private final String ofSimulator;

    AffectedTable(String ofModel, String ofExplainer, String ofSimulator) {
        this.ofModel = ofModel;
        this.ofExplainer = ofExplainer;
        this.ofSimulator = ofSimulator;
    }

    boolean has(Target.Kind kind) {
        return condition(kind) != null;
    }

    /** Rows of {@code $1}. */
    String count(Target.Kind kind) {
        return "select count(*) from " + table() + " where " + condition(kind);
    }

    /** How many pages the table has. */
    String pages() {
        return "select pg_relation_size('" + table() + "') / current_setting('block_size')::int";
    }

    /** Removes rows of {@code $1} on the pages from {@code $2} to before {@code $3}: those alone are read. */
    String delete(Target.Kind kind) {
        return "delete from " + table() + " where ctid >= format('(%s,0)', $2::bigint)::tid"
                + " and ctid < format('(%s,0)', $3::bigint)::tid and " + condition(kind);
    }

    private String table() {
        return "projection." + name().toLowerCase(Locale.ROOT);
    }

    private String condition(Target.Kind kind) {
        return switch (kind) {
            case MODEL -> ofModel;
            case EXPLAINER -> ofExplainer;
            case SIMULATOR -> ofSimulator;
        };
    }
}
