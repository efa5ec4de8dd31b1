package dev.ganglion.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.ganglion.events.json.EventParser;
import dev.ganglion.events.json.PlainTokens;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** How lists of tokens' texts stand in JSON. */
final class TokenList {

    private TokenList() {}

    static final class Reader extends JsonDeserializer<List<String>> {

        @Override
        @SuppressWarnings("unchecked")
        public List<String> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.isExpectedStartArrayToken()) {
                return (List<String>) context.handleUnexpectedToken(List.class, parser);
            }
            if (parser instanceof EventParser events) {
                PlainTokens plain = events.plainTokens();
                if (plain != null) {
                    parser.nextToken(); // the end of the array
                    return plain;
                }
            }
            String[] tokens = new String[64];
            int size = 0;
            while (true) {
                if (size == tokens.length) {
                    tokens = Arrays.copyOf(tokens, size * 2);
                }
                if (parser instanceof EventParser events) {
                    size = events.plainStrings(tokens, size);
                    if (size == tokens.length) {
                        continue;
                    }
                }
                JsonToken next = parser.nextToken();
                if (next == JsonToken.END_ARRAY) {
                    return Arrays.asList(Arrays.copyOf(tokens, size));
                }
                tokens[size] = token(parser, context, size);
                size++;
            }
        }

        private static String token(JsonParser parser, DeserializationContext context, int index) throws IOException {
            return switch (parser.currentToken()) {
                case VALUE_STRING -> parser.getText();
                case VALUE_NULL -> null;
                default -> {
                    try {
                        yield (String) context.handleUnexpectedToken(String.class, parser);
                    } catch (MismatchedInputException e) {
                        throw JsonMappingException.wrapWithPath(e, List.of(), index);
                    }
                }
            };
        }
    }

    static final class Writer extends JsonSerializer<List<String>> {
        @Override
        public void serialize(List<String> tokens, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            // On the way to a tree, text that is written raw would stay text.
            if (tokens instanceof PlainTokens plain && !(generator instanceof TokenBuffer)) {
                generator.writeRawValue(plain.json());
                return;
            }
            generator.writeStartArray(tokens, tokens.size());
            for (String token : tokens) {
                generator.writeString(token);
            }
            generator.writeEndArray();
        }
    }
}
