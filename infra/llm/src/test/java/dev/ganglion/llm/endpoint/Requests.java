package dev.ganglion.llm.endpoint;

import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.CompletionRequest;
import dev.ganglion.llm.model.Message;
import dev.ganglion.llm.model.ModelSettings;
import java.util.List;

/** What the tests ask. */
final class Requests {

    static final ModelSettings MODEL = new ModelSettings("tiny", 0.0, null, 20, 4096, null, null);

    private Requests() {}

    static ChatRequest chat(String prompt) {
        return new ChatRequest(MODEL, List.of(Message.user(prompt)), 0, false);
    }

    static CompletionRequest echo(String prompt) {
        return new CompletionRequest(MODEL, prompt, 5, true);
    }
}
