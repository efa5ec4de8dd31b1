package dev.ganglion.simulator.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.llm.model.AnswerFormat;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.prompt.NormalizedActivations;
import dev.ganglion.llm.prompt.ShownToken;
import dev.ganglion.simulator.tokenwise.Answers;
import dev.ganglion.simulator.tokenwise.ExpectedActivations;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * <code>{"activations": [["The", 0], [" sun", 7]]}</code>: the very tokens that were shown, each with a number from 0 to 10.
 * The object may stand in a Markdown fence, and nothing else may. Nothing is converted, filled in or cut down to the range.
 */
final class ActivationPairs implements AnswerFormat<ExpectedActivations> {

    static final String FIELD = "activations";

    private static final Pattern FENCED = Pattern.compile("\\s*```(?:json)?\\s*\n(.*)\n\\s*```\\s*", Pattern.DOTALL);

    /** NaN is no JSON; a number too large for a double is infinite, and so out of range. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final List<String> tokens;

    /** @param tokens as in events */
    ActivationPairs(List<String> tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "json/1";
    }

    @Override
    public Class<ExpectedActivations> type() {
        return ExpectedActivations.class;
    }

    @Override
    public ExpectedActivations parse(Completion completion) {
        JsonNode pairs = read(Answers.whole(completion)).path(FIELD);
        if (!pairs.isArray()) {
            throw new FormatFailureException("the answer has no array \"" + FIELD + "\"");
        }
        if (pairs.size() != tokens.size()) {
            throw new FormatFailureException(
                    "the answer has " + pairs.size() + " activations for " + tokens.size() + " tokens");
        }
        double[] activations = new double[pairs.size()];
        for (int position = 0; position < activations.length; position++) {
            activations[position] = activation(position, pairs.get(position));
        }
        return new ExpectedActivations(ActivationValues.of(activations));
    }

    private static JsonNode read(String text) {
        Matcher fenced = FENCED.matcher(text);
        try {
            return STRICT.readTree(fenced.matches() ? fenced.group(1) : text);
        } catch (JacksonException e) {
            throw new FormatFailureException("the answer is not JSON, and nothing but JSON");
        }
    }

    private double activation(int position, JsonNode pair) {
        if (!pair.isArray() || pair.size() != 2 || !isToken(position, pair.get(0))) {
            throw new FormatFailureException(
                    "activation " + position + " of the answer is not a pair of token " + position + " and a number");
        }
        double activation = pair.get(1).isNumber() ? pair.get(1).doubleValue() : Double.NaN;
        if (!(activation >= 0 && activation <= NormalizedActivations.MOST)) {
            throw new FormatFailureException("activation " + position + " of the answer is not a number from 0 to 10");
        }
        return activation;
    }

    /**
     * As it was shown; or as it is, with the escapes of JSON instead of those of {@link ShownToken}, as some models write
     * it: either way it is this token and no other.
     */
    private boolean isToken(int position, JsonNode written) {
        String token = tokens.get(position);
        return written.isTextual()
                && (written.textValue().equals(ShownToken.of(token))
                        || written.textValue().equals(token));
    }
}
