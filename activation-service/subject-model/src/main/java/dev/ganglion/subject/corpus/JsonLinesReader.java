package dev.ganglion.subject.corpus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One document per line: the string in the field {@code text} of a JSON object. Lines of white space are skipped. */
final class JsonLinesReader implements DocumentReader {

    private static final String FIELD = "text";
    /** Field names are not remembered: a hostile corpus has no end of them. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Corpus.LONGEST_LINE)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final Path file;
    private final StrictUtf8Input in;
    private final TextPieces pieces = new TextPieces();
    private long line;

    JsonLinesReader(Path file, InputStream bytes) throws IOException {
        this.file = file;
        this.in = new StrictUtf8Input(file, bytes);
    }

    @Override
    public boolean nextDocument() throws IOException {
        while (in.hasNext()) {
            line++;
            String text = readLine();
            if (text != null) {
                pieces.start(new StringReader(text));
                return true;
            }
        }
        return false;
    }

    @Override
    public String nextPiece() throws IOException {
        return pieces.next();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The line's text, or null if the line is blank. */
    private String readLine() throws IOException {
        InputStreamReader characters =
                new InputStreamReader(new LineInput(in, file, line, Corpus.LONGEST_LINE), StandardCharsets.UTF_8);
        try (JsonParser parser = JSON.createParser(characters)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return null;
            }
            if (first != JsonToken.START_OBJECT) {
                throw malformed("it is not a JSON object; write each document as {\"text\": \"...\"} on a line.");
            }
            String text = textOfObject(parser);
            if (parser.nextToken() != null) {
                throw malformed("something follows the JSON object; write one object per line.");
            }
            return text;
        } catch (JsonProcessingException e) {
            // Its message would quote the corpus.
            throw malformed("it is not JSON (character " + column(e) + "); write one JSON object per line.");
        }
    }

    private String textOfObject(JsonParser parser) throws IOException {
        String text = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals(FIELD);
            JsonToken value = parser.nextToken();
            if (!wanted) {
                parser.skipChildren();
                continue;
            }
            if (value != JsonToken.VALUE_STRING) {
                throw malformed("its field \"text\" is not a string.");
            }
            if (text != null) {
                throw malformed("it has the field \"text\" more than once.");
            }
            text = parser.getText();
        }
        if (text == null) {
            throw malformed("it has no field \"text\"; write each document as {\"text\": \"...\"} on a line.");
        }
        return text;
    }

    private static long column(JsonProcessingException e) {
        return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
    }

    private CorpusException malformed(String problem) {
        return CorpusException.atLine(file, line, problem);
    }
}
