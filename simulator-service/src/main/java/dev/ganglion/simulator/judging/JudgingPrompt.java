package dev.ganglion.simulator.judging;

import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.Message;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.llm.prompt.PromptTemplate;
import dev.ganglion.llm.prompt.ShownText;
import dev.ganglion.simulator.judging.JudgingParameters.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A recipe's prompt. Safe for use by many threads. */
final class JudgingPrompt {

    private final ModelSettings model;
    private final int topLogprobs;
    private final PromptTemplate user;
    private final List<Message> before;

    /** @throws IllegalArgumentException with one sentence, if a template is broken */
    JudgingPrompt(JudgingParameters parameters, int topLogprobs) {
        this.model = parameters.model();
        this.topLogprobs = topLogprobs;
        this.user =
                PromptTemplate.parse("user", parameters.prompt().user(), Set.of("explanation", "excerpts", "count"));
        List<Message> messages = new ArrayList<>();
        messages.add(Message.system(
                PromptTemplate.parse("system", parameters.prompt().system(), Set.of())
                        .render(Map.of())
                        .strip()));
        for (Example example : parameters.examples()) {
            messages.add(question(example.explanation(), example.excerpts()));
            messages.add(Message.assistant(example.answers().toString()));
        }
        this.before = List.copyOf(messages);
    }

    /**
     * What is sent.
     *
     * @param explanation the words, of unknown origin
     * @param excerpts as they are shown, each on one line
     */
    ChatRequest request(String explanation, List<String> excerpts) {
        List<Message> messages = new ArrayList<>(before);
        messages.add(question(ShownText.of(List.of(explanation)), excerpts));
        return new ChatRequest(model, messages, topLogprobs, false);
    }

    private Message question(String explanation, List<String> excerpts) {
        List<Map<String, Object>> numbered = new ArrayList<>();
        for (String excerpt : excerpts) {
            numbered.add(Map.of("number", numbered.size() + 1, "text", excerpt));
        }
        return Message.user(
                user.render(Map.of("explanation", explanation, "excerpts", numbered, "count", excerpts.size()))
                        .strip());
    }
}
