package dev.ganglion.llm.model;

/**
 * What a server answered, before anybody has made sense of it. Hostile: bounded in size, and nothing else.
 *
 * @param text what was written; with {@code echo} the prompt first. Never null
 * @param finishReason {@code stop}, {@code length}, {@code content_filter} or whatever else the server says; may be null
 * @param tokens of {@code text}, as far as the server reports them
 * @param promptTokens as the server counts them for its bill; −1 if it does not say
 * @param completionTokens likewise, thinking included
 */
public record Completion(
        String text, String finishReason, TokenLogprobs tokens, long promptTokens, long completionTokens) {

    /** Whether the answer ended because it was as long as allowed. */
    public boolean truncated() {
        return "length".equals(finishReason);
    }

    /** Whether the server kept the answer back. */
    public boolean filtered() {
        return "content_filter".equals(finishReason);
    }
}
