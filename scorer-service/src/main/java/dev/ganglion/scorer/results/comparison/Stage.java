package dev.ganglion.scorer.results.comparison;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ganglion.events.RecipeRef;
import java.util.Locale;

/** What the two recipes do. The other of the two stages is the same for both. */
public enum Stage {
    EXPLAINER,
    SIMULATOR;

    /**
     * Reads {@code explainer} or {@code simulator}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Stage parse(String text) {
        for (Stage stage : values()) {
            if (stage.toString().equals(text)) {
                return stage;
            }
        }
        throw new IllegalArgumentException("stage must be \"explainer\" or \"simulator\"");
    }

    Stage other() {
        return this == EXPLAINER ? SIMULATOR : EXPLAINER;
    }

    /** The recipe of this stage. */
    RecipeRef of(Combination combination) {
        return this == EXPLAINER ? combination.explainer() : combination.simulator();
    }

    /** With its article, for sentences. */
    String aRecipe() {
        return this == EXPLAINER ? "an explainer recipe" : "a simulator recipe";
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
