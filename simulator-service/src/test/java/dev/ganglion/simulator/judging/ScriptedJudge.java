package dev.ganglion.simulator.judging;

import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.Question;
import dev.ganglion.llm.model.TokenLogprobs;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A language model that answers each request as it is told to, and keeps the requests. */
final class ScriptedJudge implements LanguageModel {

    private final Function<List<String>, String> answers;
    private final List<ChatRequest> asked = new ArrayList<>();

    /** @param answers the answer to excerpts as they are shown */
    ScriptedJudge(Function<List<String>, String> answers) {
        this.answers = answers;
    }

    List<ChatRequest> asked() {
        return asked;
    }

    /** The excerpts of a request, as they are shown. */
    static List<String> excerpts(ChatRequest request) {
        String user = request.messages().get(request.messages().size() - 1).content();
        return user.lines()
                .filter(line -> line.matches("\\d+\\. .*"))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    @Override
    public <T> Uni<T> ask(Question<T> question) {
        return Uni.createFrom().item(() -> answer(question));
    }

    private <T> T answer(Question<T> question) {
        FormatFailureException last = null;
        for (int attempt = 0; attempt < question.attempts(); attempt++) {
            ChatRequest request = (ChatRequest) question.request();
            asked.add(request);
            try {
                return question.format()
                        .parse(new Completion(answers.apply(excerpts(request)), "stop", TokenLogprobs.NONE, 1, 1));
            } catch (FormatFailureException e) {
                last = e;
            }
        }
        throw last;
    }
}
