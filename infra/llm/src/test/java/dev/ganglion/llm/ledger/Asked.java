package dev.ganglion.llm.ledger;

import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.llm.model.AnswerFormat;
import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.Message;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.llm.model.Question;
import java.util.List;

/** Questions and answers for tests. */
final class Asked {

    static final RecipeRef RECIPE = new RecipeRef("terse", "0123456789abcdef", "sentences");
    static final String PINNED = "terse@01234567";

    /** The model is told to write at most so many tokens. */
    static final int MAX_TOKENS = 100;

    private Asked() {}

    /** What a model wrote. */
    record Said(String text) {}

    /** Takes every answer but one that begins with "bad". */
    static final AnswerFormat<Said> SAID = new AnswerFormat<>() {
        @Override
        public String name() {
            return "said/1";
        }

        @Override
        public Class<Said> type() {
            return Said.class;
        }

        @Override
        public Said parse(Completion completion) {
            if (completion.text().startsWith("bad")) {
                throw new FormatFailureException("the answer is bad: " + completion.text());
            }
            return new Said(completion.text());
        }
    };

    static Question<Said> question(String text) {
        return question(text, 1);
    }

    static Question<Said> question(String text, int attempts) {
        return question(RECIPE, text, attempts);
    }

    static Question<Said> question(RecipeRef recipe, String text, int attempts) {
        ModelSettings settings = new ModelSettings("model", 0.0, null, MAX_TOKENS, 4096, null, null);
        ChatRequest request = new ChatRequest(settings, List.of(Message.user(text)), 0, false);
        return new Question<>(recipe, NeuronId.parse("gpt2-xl/31-mlp/892"), request, 0, attempts, SAID);
    }

    static Completion said(String text, long promptTokens, long completionTokens) {
        return new Completion(text, "stop", null, promptTokens, completionTokens);
    }
}
