package dev.ganglion.llm.prompt;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.ganglion.llm.model.ModelRequest;
import java.util.List;

/**
 * How many tokens a prompt has. {@link #bound} is cheap and never too low: a byte-level tokenizer has no token of less than
 * a byte. {@link #of} counts with the model's own vocabulary where it is known, and is the bound where it is not.
 */
public final class TokenCount {

    /** What a chat format adds to each message and to the whole, with room to spare. */
    private static final int PER_MESSAGE = 8;

    private static final int PER_REQUEST = 16;

    private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();

    private final Encoding encoding;

    private TokenCount(Encoding encoding) {
        this.encoding = encoding;
    }

    /** Counts for a model of this name. */
    public static TokenCount forModel(String name) {
        return new TokenCount(encoding(name));
    }

    /** Whether the model's vocabulary is known, so that {@link #of} is a count and not a bound. */
    public boolean exact() {
        return encoding != null;
    }

    /** No fewer tokens than the request's prompt has, in no time. */
    public static long bound(ModelRequest request) {
        return bound(request.texts());
    }

    /** No fewer tokens than these messages have, in no time. */
    public static long bound(List<String> texts) {
        long tokens = PER_REQUEST;
        for (String text : texts) {
            tokens += PER_MESSAGE + bytes(text);
        }
        return tokens;
    }

    /** Tokens of the request's prompt, with what a chat format adds. */
    public long of(ModelRequest request) {
        return of(request.texts());
    }

    /** Tokens of these messages, with what a chat format adds. */
    public long of(List<String> texts) {
        if (encoding == null) {
            return bound(texts);
        }
        long tokens = PER_REQUEST;
        for (String text : texts) {
            tokens += PER_MESSAGE + encoding.countTokensOrdinary(text);
        }
        return tokens;
    }

    /** Whether prompt and answer fit into the model's context. It counts only where the bound does not already say so. */
    public boolean fits(ModelRequest request) {
        long room = request.settings().context() - (long) request.settings().maxTokens();
        return bound(request) <= room || exact() && of(request) <= room;
    }

    private static long bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A surrogate is half of a character of four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    private static Encoding encoding(String model) {
        return ENCODINGS.getEncodingForModel(model).orElseGet(() -> {
            String bare = model.substring(model.lastIndexOf('/') + 1);
            if (bare.matches("(gpt-4o|gpt-4\\.1|gpt-4\\.5|gpt-5|chatgpt-4o|o1|o3|o4).*")) {
                return ENCODINGS.getEncoding(EncodingType.O200K_BASE);
            }
            return bare.matches("gpt-(4|3\\.5).*") ? ENCODINGS.getEncoding(EncodingType.CL100K_BASE) : null;
        });
    }
}
