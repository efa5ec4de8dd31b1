package dev.ganglion.explainer;

import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.Message;
import dev.ganglion.llm.model.ModelRequest;
import java.util.stream.Collectors;

/** Chats as text, for comparing. */
public final class Chats {

    private Chats() {}

    /** Each message under its role. */
    public static String text(ModelRequest request) {
        return ((ChatRequest) request)
                .messages().stream()
                        .map(message -> "### " + message.role() + "\n" + message.content() + "\n")
                        .collect(Collectors.joining("\n"));
    }

    /** The last message: what is asked. */
    public static String question(ModelRequest request) {
        var messages = ((ChatRequest) request).messages();
        return messages.get(messages.size() - 1).content();
    }

    /** What the examples' answers are. */
    public static long examples(ModelRequest request) {
        return ((ChatRequest) request)
                .messages().stream()
                        .map(Message::role)
                        .filter("assistant"::equals)
                        .count();
    }
}
