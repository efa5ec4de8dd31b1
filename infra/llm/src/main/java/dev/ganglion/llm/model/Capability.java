package dev.ganglion.llm.model;

/** What a recipe may need of a server that speaks OpenAI's API. */
public enum Capability {
    /** {@code POST /chat/completions}. */
    CHAT("chat completions"),
    /** {@code POST /completions}. */
    COMPLETIONS("completions"),
    /** The most likely alternatives for each token that a chat completion writes. */
    OUTPUT_LOGPROBS("top logprobs of written tokens"),
    /** {@code echo}: a completion that begins with the prompt. */
    ECHO("echo of the prompt"),
    /** The most likely alternatives for each token of the prompt itself ({@code echo} with {@code logprobs}). */
    PROMPT_LOGPROBS("top logprobs of the prompt");

    private final String text;

    Capability(String text) {
        this.text = text;
    }

    /** For people. */
    @Override
    public String toString() {
        return text;
    }
}
