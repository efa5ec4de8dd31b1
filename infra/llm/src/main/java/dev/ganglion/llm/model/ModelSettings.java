package dev.ganglion.llm.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Set;

/**
 * A recipe's field {@code model}: which model is asked, and how it samples.
 *
 * @param name as the server knows it
 * @param temperature 0 to 2; null leaves it out of the request, for models that refuse it
 * @param topP above 0, at most 1; null leaves it out
 * @param maxTokens the most tokens of an answer, above 0
 * @param context the most tokens of prompt and answer together; longer prompts are cut by whole examples
 * @param tokenLimit the field of the request that carries {@code maxTokens}: {@code max_tokens}, or {@code
 *     max_completion_tokens} for models that think before they answer
 * @param extra further fields of the request, passed on as they are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelSettings(
        String name,
        Double temperature,
        Double topP,
        Integer maxTokens,
        Integer context,
        String tokenLimit,
        Map<String, Object> extra) {

    private static final Set<String> TOKEN_LIMITS = Set.of("max_tokens", "max_completion_tokens");
    /** What a request sets itself. */
    private static final Set<String> RESERVED = Set.of(
            "model",
            "messages",
            "prompt",
            "stream",
            "n",
            "best_of",
            "logprobs",
            "top_logprobs",
            "echo",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_p",
            "stop",
            "response_format");

    public ModelSettings {
        require(name != null && !name.isBlank(), "missing field \"name\" in \"model\": as the server knows it");
        require(
                temperature == null || temperature >= 0 && temperature <= 2,
                "field \"temperature\" in \"model\" must be 0 to 2");
        require(topP == null || topP > 0 && topP <= 1, "field \"topP\" in \"model\" must be above 0 and at most 1");
        require(maxTokens != null && maxTokens > 0, "field \"maxTokens\" in \"model\" must be there and above 0");
        require(
                context != null && context > maxTokens,
                "field \"context\" in \"model\" must be there and above \"maxTokens\"");
        tokenLimit = tokenLimit == null ? "max_tokens" : tokenLimit;
        require(
                TOKEN_LIMITS.contains(tokenLimit),
                "field \"tokenLimit\" in \"model\" must be max_tokens or max_completion_tokens");
        extra = extra == null ? Map.of() : Map.copyOf(extra);
        for (String field : extra.keySet()) {
            require(!RESERVED.contains(field), "field \"extra\" in \"model\" cannot hold \"" + field + "\"");
        }
    }

    /** The same model, answering with at most so many tokens. */
    public ModelSettings withMaxTokens(int tokens) {
        return new ModelSettings(name, temperature, topP, tokens, context, tokenLimit, extra);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
