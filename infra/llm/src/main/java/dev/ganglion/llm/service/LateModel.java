package dev.ganglion.llm.service;

import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.Question;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** A language model that is looked for when it is first asked: recipes that ask none do without it. */
public final class LateModel implements LanguageModel {

    private final Supplier<LanguageModel> model;

    public LateModel(Supplier<LanguageModel> model) {
        this.model = model;
    }

    @Override
    public <T> Uni<T> ask(Question<T> question) {
        return model.get().ask(question);
    }
}
