package dev.ganglion.llm.model;

import io.smallrye.mutiny.Uni;

/** For reading recipes and previewing prompts where nobody is asked. */
public final class UnconnectedModel implements LanguageModel {

    @Override
    public <T> Uni<T> ask(Question<T> question) {
        return Uni.createFrom().failure(new IllegalStateException("no language model is connected here"));
    }
}
