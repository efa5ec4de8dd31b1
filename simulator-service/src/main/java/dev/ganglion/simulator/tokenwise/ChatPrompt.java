package dev.ganglion.simulator.tokenwise;

import dev.ganglion.llm.model.Message;
import dev.ganglion.llm.prompt.PromptTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A recipe's prompt as a chat: what is asked for once, then a message for each neuron, with the answers to examples
 * between.
 */
public final class ChatPrompt {

    private static final Set<String> VARIABLES = Set.of("explanation", "tokens");

    private final String system;
    private final PromptTemplate user;

    /**
     * The recipe's field {@code prompt}.
     *
     * @param system says what is wanted; a template without variables
     * @param user about one neuron; a template with {@code explanation} and {@code tokens}
     */
    public record Templates(String system, String user) {

        public Templates {
            if (system == null || user == null) {
                throw new IllegalArgumentException("field \"prompt\" needs \"system\" and \"user\"");
            }
        }
    }

    private ChatPrompt(String system, PromptTemplate user) {
        this.system = system;
        this.user = user;
    }

    /** @throws IllegalArgumentException with one sentence, if the templates are missing or broken */
    public static ChatPrompt of(Templates templates) {
        if (templates == null) {
            throw new IllegalArgumentException("missing field \"prompt\": it has \"system\" and \"user\"");
        }
        PromptTemplate user = PromptTemplate.parse("prompt.user", templates.user(), VARIABLES);
        Map<String, String> marks = Map.of("explanation", "\u0001", "tokens", "\u0002");
        String trial = user.render(marks);
        marks.forEach((variable, mark) -> {
            if (!trial.contains(mark)) {
                throw new IllegalArgumentException("field \"prompt.user\" must show {" + variable + "}");
            }
        });
        return new ChatPrompt(
                PromptTemplate.parse("prompt.system", templates.system(), Set.of())
                        .render(Map.of())
                        .strip(),
                user);
    }

    /** An example: what is asked, and what is answered to it. */
    public List<Message> example(String explanation, String tokens, String answer) {
        return List.of(question(explanation, tokens), Message.assistant(answer));
    }

    /**
     * The whole chat.
     *
     * @param examples that go before
     * @param explanation as in events, of the neuron that is asked about
     * @param tokens as they are shown
     */
    public List<Message> chat(List<List<Message>> examples, String explanation, String tokens) {
        List<Message> messages = new ArrayList<>();
        messages.add(Message.system(system));
        examples.forEach(messages::addAll);
        messages.add(question(explanation, tokens));
        return messages;
    }

    private Message question(String explanation, String tokens) {
        return Message.user(user.render(Map.of("explanation", ShownExcerpt.explanation(explanation), "tokens", tokens))
                .strip());
    }
}
