package dev.ganglion.llm.endpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.TokenLogprobs;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the body of a chat completion or a completion in one pass. Alternatives are the bulk of it (1 to 2 MB for a prompt of
 * 4,000 tokens) and few of them are wanted: {@link Bulk} notes where each entry lies, and {@link LazyLogprobs} reads those
 * that are asked for. Fields may come in any order; unknown ones are passed over.
 */
final class AnswerReader {

    /**
     * Names of fields are texts of tokens here, nearly all different: interning them costs time and memory. NaN is no
     * JSON, but servers in Python write it; it must not make the rest of an answer unreadable.
     */
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(100)
                    // What bounds a text is the bound of the body.
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(100_000)
                    .build())
            .build();

    /** Above this a count of tokens is nonsense, not a bill. */
    private static final long MOST_TOKENS = 1_000_000_000L;

    private final byte[] body;
    private final Bulk bulk;
    private String text = "";
    private String finishReason;
    private boolean refusal;
    private boolean choice;
    private LazyLogprobs logprobs;
    private LazyLogprobs promptLogprobs;
    private long promptTokens = -1;
    private long completionTokens = -1;

    private AnswerReader(byte[] body) throws IOException {
        this.body = body;
        this.bulk = Bulk.of(body);
    }

    /**
     * Reads an answer. It keeps {@code body}, as long as the answer's alternatives may be asked for.
     *
     * @return the answer; null if it is an object without an answer in it
     * @throws IOException if it is no JSON object, or one that is cut off or otherwise broken
     */
    static Completion read(byte[] body) throws IOException {
        AnswerReader reader = new AnswerReader(body);
        try (JsonParser parser = JSON.createParser(reader.bulk.rest())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            reader.root(parser);
            if (parser.nextToken() != null) {
                throw new IOException("something follows the JSON object");
            }
        }
        return reader.choice ? reader.completion() : null;
    }

    private Completion completion() {
        TokenLogprobs tokens =
                logprobs != null ? logprobs : promptLogprobs != null ? promptLogprobs : TokenLogprobs.NONE;
        // A model that declines says so in a field of its own; it is the same to us as a server that keeps an answer
        // back.
        String reason = refusal && text.isEmpty() ? "content_filter" : finishReason;
        return new Completion(text, reason, tokens, promptTokens, completionTokens);
    }

    private void root(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("choices") && value == JsonToken.START_ARRAY) {
                choices(parser);
            } else if (name.equals("usage") && value == JsonToken.START_OBJECT) {
                usage(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void choices(JsonParser parser) throws IOException {
        choice = true;
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i == 0 && parser.currentToken() == JsonToken.START_OBJECT) {
                choice(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void choice(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "text" -> text = text(parser);
                case "finish_reason" -> finishReason = value == JsonToken.VALUE_STRING ? parser.getText() : null;
                case "message" -> message(parser, value);
                case "logprobs" -> logprobs(parser, value);
                case "prompt_logprobs" -> promptLogprobs(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    private void message(JsonParser parser, JsonToken start) throws IOException {
        if (start != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("content")) {
                text = text(parser);
            } else if (name.equals("refusal")) {
                refusal = value == JsonToken.VALUE_STRING && !parser.getText().isEmpty();
                parser.skipChildren();
            } else {
                parser.skipChildren();
            }
        }
    }

    /** A string, or the pieces of text of a list, as servers of models that think write them; anything else is no text. */
    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return "";
        }
        StringBuilder pieces = new StringBuilder();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("text");
                if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
                    pieces.append(parser.getText());
                }
                parser.skipChildren();
            }
        }
        return pieces.toString();
    }

    private void usage(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean number = parser.nextToken() == JsonToken.VALUE_NUMBER_INT;
            if (number && name.equals("prompt_tokens")) {
                promptTokens = tokens(parser);
            } else if (number && name.equals("completion_tokens")) {
                completionTokens = tokens(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static long tokens(JsonParser parser) throws IOException {
        double tokens = parser.getDoubleValue();
        return tokens >= 0 && tokens <= MOST_TOKENS ? (long) tokens : -1;
    }

    /** Of a chat completion: a list {@code content}. Of a completion: lists {@code tokens} and {@code top_logprobs}. */
    private void logprobs(JsonParser parser, JsonToken start) throws IOException {
        if (start != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        String[] texts = null;
        Ranges alternatives = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            boolean list = value == JsonToken.START_ARRAY;
            if (list && name.equals("content")) {
                content(parser);
            } else if (list && name.equals("tokens")) {
                texts = texts(parser);
            } else if (name.equals("top_logprobs") && value == JsonToken.VALUE_NUMBER_INT) {
                alternatives = bulk.elements(parser.getIntValue());
            } else {
                parser.skipChildren();
            }
        }
        if (texts != null && texts.length > 0) {
            logprobs = new LazyLogprobs(body, texts, alternatives);
        }
    }

    private void content(JsonParser parser) throws IOException {
        Ranges alternatives = new Ranges();
        String[] texts = new String[64];
        int count = 0;
        for (; parser.nextToken() != JsonToken.END_ARRAY; count++) {
            if (count == texts.length) {
                texts = Arrays.copyOf(texts, 2 * count);
            }
            texts[count] = "";
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
            } else {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (name.equals("token") && value == JsonToken.VALUE_STRING) {
                        texts[count] = parser.getText();
                    } else if (name.equals("top_logprobs")
                            && alternatives.size() == count
                            && value == JsonToken.VALUE_NUMBER_INT) {
                        bulk.locate(parser.getIntValue(), alternatives);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
            if (alternatives.size() == count) {
                alternatives.add(0, 0);
            }
        }
        if (count > 0) {
            logprobs = new LazyLogprobs(body, Arrays.copyOf(texts, count), alternatives);
        }
    }

    /** vLLM's: for each token of the prompt null, or its own entry first and then the alternatives. */
    private void promptLogprobs(JsonParser parser, JsonToken start) throws IOException {
        Ranges entries = start == JsonToken.VALUE_NUMBER_INT ? bulk.elements(parser.getIntValue()) : null;
        if (entries != null && entries.size() > 0) {
            promptLogprobs = new LazyLogprobs(body, new String[entries.size()], entries);
        }
        parser.skipChildren();
    }

    private static String[] texts(JsonParser parser) throws IOException {
        String[] texts = new String[64];
        int count = 0;
        for (; parser.nextToken() != JsonToken.END_ARRAY; count++) {
            if (count == texts.length) {
                texts = Arrays.copyOf(texts, 2 * count);
            }
            texts[count] = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
            parser.skipChildren();
        }
        return Arrays.copyOf(texts, count);
    }
}
