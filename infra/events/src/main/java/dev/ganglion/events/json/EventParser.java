package dev.ganglion.events.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;
import java.util.Arrays;

/**
 * Jackson's parser of UTF-8, which reads long arrays faster where they are written as this project writes them: without
 * spaces, numbers in few digits, strings of printable ASCII, line breaks and quotes. That is nearly all of an event. What is written
 * otherwise, or is wrong, is left where it is for Jackson's own {@link #nextToken()}, which goes on from there; so both read
 * the same events.
 */
public final class EventParser extends UTF8StreamJsonParser {

    private final PlainNumber number;
    private final PlainStrings strings;
    private boolean rounded;

    private EventParser(
            IOContext context,
            int features,
            ObjectCodec codec,
            ByteQuadsCanonicalizer names,
            byte[] bytes,
            int from,
            int to) {
        super(context, features, null, codec, names, bytes, from, to, 0, false);
        this.number = new PlainNumber(bytes, to);
        this.strings = new PlainStrings(bytes, to);
    }

    /** Makes such parsers of byte arrays, which hold UTF-8 and nothing else. */
    public static final class Factory extends JsonFactory {

        private static final long serialVersionUID = 1L;

        public Factory(JsonFactoryBuilder settings) {
            super(settings);
        }

        @Override
        protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context) {
            ByteQuadsCanonicalizer names = _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures);
            return new EventParser(context, _parserFeatures, _objectCodec, names, data, offset, offset + length);
        }
    }

    /**
     * Reads on in an array of numbers as far as it is plain and there is room.
     *
     * @param into gets the numbers, rounded
     * @param from how many of the array's elements were read before
     * @return how many were read by now
     */
    public int plainNumbers(float[] into, int from) {
        int size = from;
        int end = _inputPtr;
        rounded &= from > 0;
        while (size < into.length) {
            int start = element(end, size);
            if (start < 0 || !number.readAt(start) || !endsElement(number.end())) {
                break;
            }
            end = number.end();
            into[size++] = number.value();
            rounded |= !number.hasFourDigits();
        }
        if (size > from) {
            passed(end);
        }
        return size;
    }

    /** Whether a number of this array had more than four digits, as far as it was read by {@link #plainNumbers}. */
    public boolean rounded() {
        return rounded;
    }

    /** Where it is in what it reads, for {@link #from}. */
    public int position() {
        return _inputPtr;
    }

    /** A copy of what was read, from a position on. */
    public byte[] from(int position) {
        return Arrays.copyOfRange(_inputBuffer, position, _inputPtr);
    }

    /** All of an array of strings, if it is plain; null, and nothing is read, if it is not, or empty. */
    public PlainTokens plainTokens() {
        int start = _inputPtr;
        if (!strings.readAt(start)) {
            return null;
        }
        passed(strings.end());
        return new PlainTokens(Arrays.copyOfRange(_inputBuffer, start - 1, strings.end() + 1), strings.size());
    }

    /** As {@link #plainNumbers}, of strings. */
    public int plainStrings(String[] into, int from) {
        int size = from;
        byte[] bytes = _inputBuffer;
        while (size < into.length) {
            int start = element(_inputPtr, size);
            if (start < 0 || start >= _inputEnd || bytes[start] != '"') {
                break;
            }
            int at = PlainText.end(bytes, start + 1, _inputEnd);
            if (at >= _inputEnd || bytes[at] != '"' || !endsElement(at + 1)) {
                break;
            }
            into[size++] = FrequentTokens.SHARED.text(bytes, start + 1, at - start - 1);
            passed(at + 1);
        }
        return size;
    }

    /**
     * Passes over an array or an object that nobody asks for. What is in it is not looked at: it need not be JSON, but that it
     * ends.
     */
    @Override
    public JsonParser skipChildren() throws IOException {
        if (_currToken == JsonToken.START_ARRAY || _currToken == JsonToken.START_OBJECT) {
            int end = PlainNesting.end(_inputBuffer, _inputPtr, _inputEnd);
            if (end >= 0) {
                _inputPtr = end;
                nextToken();
                return this;
            }
        }
        return super.skipChildren();
    }

    /** Where the next element starts if it follows at once; −1 if something else does. */
    private int element(int end, int before) {
        if (before == 0) {
            return end;
        }
        return end < _inputEnd && _inputBuffer[end] == ',' ? end + 1 : -1;
    }

    private boolean endsElement(int at) {
        return at < _inputEnd && (_inputBuffer[at] == ',' || _inputBuffer[at] == ']');
    }

    /** Tells Jackson that elements were read up to here, so that it knows that a comma must follow. */
    private void passed(int end) {
        _inputPtr = end;
        _parsingContext.expectComma();
    }
}
