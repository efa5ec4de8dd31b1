package dev.ganglion.llm.recipe;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.llm.model.ModelUse;
import java.util.Optional;

/**
 * One way to do a service's work, as recipes name it. A new method is a class that implements this and an entry in its
 * service's list of methods.
 *
 * @param <P> its parameters: a record whose components are the fields that its recipes may hold. The compact constructor
 *     fills in what is optional and refuses, by an {@link IllegalArgumentException} of one sentence, what cannot work.
 *     Jackson's annotations say how fields and values are spelled.
 * @param <T> what a recipe of this method becomes
 */
public interface Method<P, T> {

    /** As recipes name it. */
    String name();

    /**
     * The version of the method's code. It is part of the digest of every recipe of the method, so it is raised with each
     * change that gives other results for the same recipe, a parameter's default included.
     */
    int version();

    /** The class of its parameters. */
    Class<P> parameters();

    /**
     * Makes what runs.
     *
     * @throws IllegalArgumentException with one sentence, if these parameters cannot work here
     */
    T create(RecipeRef recipe, P parameters);

    /** The language model that a recipe with these parameters asks; none for a method that asks nobody. */
    default Optional<ModelUse> uses(P parameters) {
        return Optional.empty();
    }
}
