package dev.ganglion.explainer.revision;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.explainer.words.FewShotChat;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.Question;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Has the model write sentences that an explanation says should make its neuron fire. */
final class SentenceWriter {

    private final RecipeRef recipe;
    private final LanguageModel model;
    private final FewShotChat<Claim> chat;
    private final int count;
    private final int attempts;
    private final SentencesFormat format;

    SentenceWriter(RecipeRef recipe, LanguageModel model, RevisionParameters parameters) {
        this.recipe = recipe;
        this.model = model;
        this.chat = new FewShotChat<>(
                parameters.explain().model().withMaxTokens(parameters.write().maxTokens()),
                parameters.writing(),
                List.of(),
                List.of(Claim.PROBE));
        this.count = parameters.sentences();
        this.attempts = parameters.explain().attempts();
        this.format = new SentencesFormat(count);
    }

    /** @param round from 1: another round gets other sentences, even for the same explanation */
    Uni<List<String>> write(Explanation explanation, int round) {
        return model.ask(new Question<>(
                        recipe,
                        explanation.neuron(),
                        chat.about(new Claim(explanation.text(), count)),
                        round - 1,
                        attempts,
                        format))
                .map(WrittenSentences::sentences);
    }
}
