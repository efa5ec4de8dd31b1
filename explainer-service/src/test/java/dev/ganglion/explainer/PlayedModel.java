package dev.ganglion.explainer;

import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.Question;
import dev.ganglion.llm.model.TokenLogprobs;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A language model that plays answers in their order, and keeps what it was asked. */
public final class PlayedModel implements LanguageModel {

    private final Deque<Completion> answers = new ArrayDeque<>();
    private final List<Question<?>> asked = new ArrayList<>();

    /** Answers so, one each. */
    public PlayedModel says(String... texts) {
        for (String text : texts) {
            ends(text, "stop");
        }
        return this;
    }

    /** Answers so, and gives this reason for ending. */
    public PlayedModel ends(String text, String finishReason) {
        answers.add(new Completion(text, finishReason, TokenLogprobs.NONE, 100, 10));
        return this;
    }

    public List<Question<?>> asked() {
        return asked;
    }

    /** The messages of a question, as text. */
    public String chat(int question) {
        return Chats.text((ChatRequest) asked.get(question).request());
    }

    @Override
    public <T> Uni<T> ask(Question<T> question) {
        return Uni.createFrom().item(() -> {
            asked.add(question);
            FormatFailureException last = null;
            for (int attempt = 0; attempt < question.attempts(); attempt++) {
                if (answers.isEmpty()) {
                    throw new AssertionError("no answer is left for: " + question.request());
                }
                try {
                    return question.format().parse(answers.remove());
                } catch (FormatFailureException e) {
                    last = e;
                }
            }
            throw last;
        });
    }
}
