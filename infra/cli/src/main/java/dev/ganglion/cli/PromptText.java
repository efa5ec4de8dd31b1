package dev.ganglion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganglion.cli.llm.Dollars;
import dev.ganglion.cli.llm.PromptPreview;
import java.util.Locale;

/** A prompt as people read it: what the model reads, and the other fields of the request in one line. */
final class PromptText {

    private PromptText() {}

    static String of(PromptPreview preview) {
        StringBuilder text = new StringBuilder();
        for (PromptPreview.Request request : preview.requests()) {
            request(text, request);
        }
        text.append(String.format(
                Locale.ROOT,
                "%s, %s: %,d %s, %,d tokens sent, at most %,d received, %s",
                preview.recipe(),
                preview.model(),
                preview.requests().size(),
                preview.requests().size() == 1 ? "call" : "calls",
                preview.promptTokens(),
                preview.maxTokens(),
                preview.dollars() == null
                        ? "price unknown: set LLM_PRICES"
                        : "at most " + Dollars.text(preview.dollars())));
        return text.toString();
    }

    private static void request(StringBuilder text, PromptPreview.Request request) {
        text.append("POST ").append(shown(request.path())).append('\n');
        StringBuilder others = new StringBuilder();
        request.body().properties().forEach(field -> {
            if (field.getKey().equals("messages")) {
                field.getValue()
                        .forEach(message -> piece(text, message.path("role").asText(), message.path("content")));
            } else if (field.getKey().equals("prompt")) {
                piece(text, "prompt", field.getValue());
            } else {
                others.append(others.isEmpty() ? "" : "  ")
                        .append(field.getKey())
                        .append('=')
                        .append(field.getValue());
            }
        });
        text.append("--- ").append(shown(others.toString())).append("\n\n");
    }

    private static void piece(StringBuilder text, String title, JsonNode content) {
        text.append("--- ").append(shown(title)).append('\n');
        text.append(shown(content.isTextual() ? content.asText() : content.toString()))
                .append('\n');
    }

    /** Lines and tabs stay, as they are part of a prompt; nothing else that a terminal would obey. */
    private static String shown(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\\n\\t]]", "\uFFFD");
    }
}
