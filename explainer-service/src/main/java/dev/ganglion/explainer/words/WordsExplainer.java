package dev.ganglion.explainer.words;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.explainer.Explainer;
import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.Question;
import dev.ganglion.llm.model.UnanswerableException;
import io.smallrye.mutiny.Uni;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Explains a neuron by asking one question as often as candidates are wanted. Candidates that the model fails to give are
 * counted and left out; only if it gives none is the neuron's explanation a failure. A neuron with nothing to show is
 * asked nothing and gets no explanation.
 *
 * @param <E> what is shown of a neuron
 */
public final class WordsExplainer<E extends Evidence<E>> implements Explainer {

    private final RecipeRef recipe;
    private final LanguageModel model;
    private final Asking asking;
    private final ExplanationFormat format;
    private final FewShotChat<E> chat;
    private final Function<NeuronActivations, Optional<E>> evidence;

    /** @param evidence what is shown of a neuron; none if it gives no reason to ask */
    public WordsExplainer(
            RecipeRef recipe,
            LanguageModel model,
            Asking asking,
            ExplanationFormat format,
            FewShotChat<E> chat,
            Function<NeuronActivations, Optional<E>> evidence) {
        this.recipe = recipe;
        this.model = model;
        this.asking = asking;
        this.format = format;
        this.chat = chat;
        this.evidence = evidence;
    }

    @Override
    public Uni<List<Explanation>> explain(NeuronActivations record) {
        return Uni.createFrom().deferred(() -> evidence.apply(record)
                .map(shown -> candidates(record, chat.about(shown)))
                .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    @Override
    public List<ModelRequest> preview(NeuronActivations record) {
        return evidence.apply(record)
                .<List<ModelRequest>>map(shown -> Collections.nCopies(asking.candidates(), chat.about(shown)))
                .orElse(List.of());
    }

    private Uni<List<Explanation>> candidates(NeuronActivations record, ChatRequest request) {
        List<Uni<Answered>> asked = IntStream.range(0, asking.candidates())
                .mapToObj(candidate -> ask(record, request, candidate))
                .toList();
        return Uni.join().all(asked).andFailFast().map(answers -> explanations(record, answers));
    }

    private Uni<Answered> ask(NeuronActivations record, ChatRequest request, int candidate) {
        return model.ask(new Question<>(recipe, record.neuron(), request, candidate, asking.attempts(), format))
                .map(answer -> new Answered(answer, null))
                .onFailure(UnanswerableException.class)
                .recoverWithItem(failure -> new Answered(null, failure));
    }

    private List<Explanation> explanations(NeuronActivations record, List<Answered> answers) {
        if (answers.stream().allMatch(answered -> answered.answer() == null)) {
            throw answers.get(0).failure();
        }
        for (int candidate = 0; candidate < answers.size(); candidate++) {
            if (answers.get(candidate).answer() == null) {
                UnansweredQuestions.report(
                        recipe,
                        record.neuron(),
                        "candidate " + candidate,
                        answers.get(candidate).failure());
            }
        }
        return IntStream.range(0, answers.size())
                .filter(candidate -> answers.get(candidate).answer() != null)
                .mapToObj(candidate -> WordsExplanation.of(
                        record, recipe, candidate, null, answers.get(candidate).answer()))
                .toList();
    }

    /** One of the two. */
    private record Answered(ExplanationAnswer answer, UnanswerableException failure) {}
}
