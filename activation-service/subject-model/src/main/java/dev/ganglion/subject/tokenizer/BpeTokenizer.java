package dev.ganglion.subject.tokenizer;

import static dev.ganglion.subject.ModelException.quote;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.engine.DjlEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Byte pair encoding over bytes, from a {@code tokenizer.json}: byte-level, as GPT-2 has it, or with bytes for what has no
 * token, as Llama 2 has it. Encodes in native code.
 */
public final class BpeTokenizer implements Tokenizer, AutoCloseable {

    /** Most UTF-16 units given to the native code at once, which takes some 200 bytes of memory for each. */
    private static final int PIECE = 32_768;

    private static final Map<String, String> OPTIONS =
            Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false");

    private final HuggingFaceTokenizer encoder;
    /** Puts no space before its text; the same as the encoder where that does not either. */
    private final HuggingFaceTokenizer nextEncoder;

    private final List<String> texts;
    private final Cuts cuts;
    private final OptionalInt beginOfText;
    private final int pieceLength;
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private BpeTokenizer(
            HuggingFaceTokenizer encoder,
            HuggingFaceTokenizer nextEncoder,
            List<String> texts,
            Cuts cuts,
            OptionalInt beginOfText,
            int pieceLength) {
        this.encoder = encoder;
        this.nextEncoder = nextEncoder;
        this.texts = texts;
        this.cuts = cuts;
        this.beginOfText = beginOfText;
        this.pieceLength = pieceLength;
    }

    /**
     * Reads a {@code tokenizer.json}.
     *
     * @throws ModelException if it cannot be read, is not BPE over bytes, or its ids have a gap
     */
    public static BpeTokenizer load(Path file) {
        return load(new TokenizerFiles(List.of(file)));
    }

    /** The same from any of a tokenizer's files. */
    public static BpeTokenizer load(TokenizerFiles files) {
        return load(files, PIECE);
    }

    static BpeTokenizer load(TokenizerFiles files, int pieceLength) {
        ObjectNode json = files.json();
        List<String> texts = Vocabulary.read(files.main(), json);
        Cuts cuts = Cuts.of(json, texts);
        HuggingFaceTokenizer encoder = encoder(files.main(), json);
        try {
            HuggingFaceTokenizer next = SpacePrefix.remove(json) ? encoder(files.main(), json) : encoder;
            return new BpeTokenizer(encoder, next, texts, cuts, beginOfText(encoder), pieceLength);
        } catch (RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    /** The token that the tokenizer itself puts before a text, if it is one. */
    private static OptionalInt beginOfText(HuggingFaceTokenizer encoder) {
        long[] plain = encoder.encode("a", false, false).getIds();
        long[] framed = encoder.encode("a", true, false).getIds();
        boolean begins =
                framed.length > plain.length && Arrays.equals(framed, 1, 1 + plain.length, plain, 0, plain.length);
        return begins ? OptionalInt.of((int) framed[0]) : OptionalInt.empty();
    }

    private static HuggingFaceTokenizer encoder(Path file, ObjectNode json) {
        DjlEngine.stayOffline();
        try {
            return HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(json.toString().getBytes(StandardCharsets.UTF_8)), OPTIONS);
        } catch (LinkageError | EngineException e) {
            throw DjlEngine.missing("Hugging Face tokenizers", "ai.djl.huggingface:tokenizers", e);
        } catch (RuntimeException | IOException e) {
            throw new ModelException(
                    file + " is not a tokenizer that can be loaded (" + quote(String.valueOf(e.getMessage())) + ").",
                    e);
        }
    }

    @Override
    public int vocabularySize() {
        return texts.size();
    }

    @Override
    public OptionalInt beginOfText() {
        return beginOfText;
    }

    @Override
    public int[] encode(String text) {
        return encode(text, encoder);
    }

    @Override
    public int[] encodeNext(String text) {
        return encode(text, nextEncoder);
    }

    private int[] encode(String text, HuggingFaceTokenizer first) {
        int[] ids = new int[16];
        int count = 0;
        TextPieces pieces = new TextPieces(text, pieceLength, cuts);
        HuggingFaceTokenizer current = first;
        while (pieces.hasNext()) {
            long[] next = encodePiece(pieces.next(), current);
            current = nextEncoder;
            if (ids.length < count + next.length) {
                ids = Arrays.copyOf(ids, Math.max(count + next.length, ids.length + ids.length / 2));
            }
            for (long id : next) {
                ids[count++] = (int) id;
            }
        }
        return Arrays.copyOf(ids, count);
    }

    private long[] encodePiece(String piece, HuggingFaceTokenizer current) {
        // The native code has no way to say what an unpaired surrogate is.
        String clean = new String(piece.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        use.readLock().lock();
        try {
            return current.encode(clean, false, false).getIds();
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public String token(int id) {
        return texts.get(id);
    }

    /** Frees the native memory, after the encodings under way. Texts of tokens can still be asked for. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            encoder.close();
            nextEncoder.close();
        } finally {
            use.writeLock().unlock();
        }
    }
}
