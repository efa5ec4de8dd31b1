package dev.ganglion.llm.model;

import java.util.Set;

/**
 * What a recipe wants of its language model.
 *
 * @param needs without which the recipe cannot work
 * @param topLogprobs the most alternatives it asks for at a token; 0 if it asks for none
 */
public record ModelUse(ModelSettings model, Set<Capability> needs, int topLogprobs) {

    public ModelUse {
        needs = Set.copyOf(needs);
    }
}
