package dev.ganglion.llm.service;

import dev.ganglion.llm.recipe.Recipe;
import org.eclipse.microprofile.config.Config;

/** How many records a service works on at a time. */
public final class RecordsInWork {

    private static final int WITHOUT_A_MODEL = 16;

    private RecordsInWork() {}

    /**
     * What {@code SERVICE.concurrency} says; else 16, and for a recipe that asks a language model twice the calls that may
     * be in flight: while answers are waited for, other records' answers are sent and their prompts written, so that no
     * slot stands empty.
     */
    public static int of(Config config, Recipe<?> recipe) {
        int byDefault = recipe.model().isEmpty() ? WITHOUT_A_MODEL : 2 * config.getValue("llm.concurrency", int.class);
        return config.getOptionalValue(recipe.service() + ".concurrency", int.class)
                .orElse(byDefault);
    }
}
