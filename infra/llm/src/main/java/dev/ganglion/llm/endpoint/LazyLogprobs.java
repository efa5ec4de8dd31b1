package dev.ganglion.llm.endpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.TokenLogprobs;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tokens of an answer, with alternatives that are read from its body when they are asked for. What is no natural
 * logarithm of a probability fails then, and does no harm before. Alternatives of the same text are added up: they are
 * different tokens whose bytes are no whole character, or which differ in what the server leaves out.
 */
final class LazyLogprobs implements TokenLogprobs {

    /** How far above 0 is still a rounding of 0, in float32. */
    private static final double ROUNDING = 1e-5;

    /** How far above 1 the sum of a token's probabilities may be, in the arithmetic that models are run in. */
    private static final double SUM = 0.01;

    private final byte[] body;
    /** [tokens]; null where the text is the first alternative's, as vLLM writes a prompt's. */
    private final String[] texts;
    /** [tokens], or null if the server gives none. */
    private final Ranges alternatives;

    LazyLogprobs(byte[] body, String[] texts, Ranges alternatives) {
        this.body = body;
        this.texts = texts;
        this.alternatives = alternatives;
    }

    @Override
    public int size() {
        return texts.length;
    }

    @Override
    public String token(int index) {
        String text = texts[index];
        if (text == null) {
            Map<String, Double> entry = alternatives(index);
            // The first token of a prompt follows nothing, so its entry is null.
            text = entry.isEmpty() ? "" : entry.keySet().iterator().next();
            texts[index] = text;
        }
        return text;
    }

    @Override
    public Map<String, Double> alternatives(int index) {
        if (index < 0 || index >= texts.length) {
            throw new IndexOutOfBoundsException(index);
        }
        if (alternatives == null) {
            return Map.of();
        }
        if (alternatives.size() != texts.length) {
            throw new FormatFailureException("the server reports " + texts.length + " tokens, and alternatives for "
                    + alternatives.size() + " of them");
        }
        if (alternatives.length(index) == 0) {
            return Map.of();
        }
        try (JsonParser parser =
                AnswerReader.JSON.createParser(body, alternatives.from(index), alternatives.length(index))) {
            return entry(parser, index);
        } catch (IOException e) {
            throw failure(index, "cannot be read");
        }
    }

    private static Map<String, Double> entry(JsonParser parser, int index) throws IOException {
        Map<String, Double> entry = new LinkedHashMap<>();
        switch (parser.nextToken()) {
            case VALUE_NULL -> {}
            case START_ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    alternative(parser, null, entry, index);
                }
            }
            case START_OBJECT -> {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String text = parser.currentName();
                    if (parser.nextToken() == JsonToken.START_OBJECT) {
                        alternative(parser, text, entry, index);
                    } else {
                        add(entry, text, logprob(parser, index));
                    }
                }
            }
            default -> throw failure(index, "are neither a list nor an object");
        }
        check(entry, index);
        return entry;
    }

    /** {@code {token, logprob}}; vLLM's {@code {logprob, decoded_token}} under the token's number. */
    private static void alternative(JsonParser parser, String number, Map<String, Double> entry, int index)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw failure(index, "hold something that is no object");
        }
        String text = null;
        Double logprob = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("logprob")) {
                logprob = logprob(parser, index);
            } else if (name.equals(number == null ? "token" : "decoded_token") && value == JsonToken.VALUE_STRING) {
                text = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        if (logprob == null || text == null && number == null) {
            throw failure(index, "lack a token or a logprob");
        }
        add(entry, text == null ? "" : text, logprob);
    }

    private static double logprob(JsonParser parser, int index) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            throw failure(index, "hold a logprob that is no number");
        }
        double logprob = parser.getDoubleValue();
        if (Double.isNaN(logprob) || Double.isInfinite(logprob)) {
            throw failure(index, "hold a logprob that is not finite");
        }
        if (logprob > ROUNDING) {
            throw failure(index, "hold a logprob above 0");
        }
        return Math.min(logprob, 0);
    }

    private static void add(Map<String, Double> entry, String text, double logprob) {
        Double before = entry.get(text);
        entry.put(text, before == null ? logprob : sum(before, logprob));
    }

    /** The logarithm of the sum of two probabilities. */
    private static double sum(double a, double b) {
        double larger = Math.max(a, b);
        return Math.min(0, larger + Math.log1p(Math.exp(Math.min(a, b) - larger)));
    }

    private static void check(Map<String, Double> entry, int index) {
        double sum = 0;
        for (double logprob : entry.values()) {
            sum += Math.exp(logprob);
        }
        if (sum > 1 + SUM) {
            throw failure(index, "hold probabilities that add up to more than 1");
        }
    }

    private static FormatFailureException failure(int index, String what) {
        return new FormatFailureException("the alternatives of token " + index + " " + what);
    }
}
