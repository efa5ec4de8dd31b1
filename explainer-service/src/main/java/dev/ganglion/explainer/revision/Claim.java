package dev.ganglion.explainer.revision;

import dev.ganglion.explainer.words.Evidence;
import dev.ganglion.llm.prompt.ShownText;
import java.util.List;
import java.util.Map;

/**
 * An explanation that is put to the test.
 *
 * @param explanation its words; a model's, and so escaped before they are shown to one
 * @param count of the sentences that are wanted
 */
record Claim(String explanation, int count) implements Evidence<Claim> {

    /** For trying out templates. */
    static final Claim PROBE = new Claim("a", 2);

    @Override
    public int pieces() {
        return 1;
    }

    @Override
    public Claim first(int pieces) {
        return this;
    }

    /** {@code explanation} and {@code count}. */
    @Override
    public Map<String, ?> values() {
        return Map.of("explanation", ShownText.of(List.of(explanation)), "count", count);
    }
}
