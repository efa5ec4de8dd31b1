package dev.ganglion.subject.tokenizer;

import static dev.ganglion.subject.ModelException.quote;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.engine.DjlEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Byte-level BPE, as GPT-2 has it, from a {@code tokenizer.json}. Encodes in native code. */
public final class BpeTokenizer implements Tokenizer, AutoCloseable {

    /** Most UTF-16 units given to the native code at once, which takes some 200 bytes of memory for each. */
    private static final int PIECE = 32_768;

    private static final long LARGEST_FILE = 64L << 20;

    private static final Map<String, String> OPTIONS =
            Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false");

    private final HuggingFaceTokenizer encoder;
    private final List<String> texts;
    private final int pieceLength;
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private BpeTokenizer(HuggingFaceTokenizer encoder, List<String> texts, int pieceLength) {
        this.encoder = encoder;
        this.texts = texts;
        this.pieceLength = pieceLength;
    }

    /**
     * Reads a {@code tokenizer.json}.
     *
     * @throws ModelException if it cannot be read, is not byte-level BPE, or its ids have a gap
     */
    public static BpeTokenizer load(Path file) {
        return load(file, PIECE);
    }

    static BpeTokenizer load(Path file, int pieceLength) {
        byte[] json = bytes(file);
        List<String> texts = Vocabulary.read(file, parse(file, json));
        return new BpeTokenizer(encoder(file, json), texts, pieceLength);
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new ModelException(file + " has " + Files.size(file) + " bytes, more than any tokenizer.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw ModelException.unreadable(file, e);
        }
    }

    private static JsonNode parse(Path file, byte[] json) {
        try {
            return new JsonMapper().readTree(json);
        } catch (IOException e) {
            throw new ModelException(file + " is not valid JSON.", e);
        }
    }

    private static HuggingFaceTokenizer encoder(Path file, byte[] json) {
        DjlEngine.stayOffline();
        try {
            return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), OPTIONS);
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
    public int[] encode(String text) {
        int[] ids = new int[16];
        int count = 0;
        TextPieces pieces = new TextPieces(text, pieceLength);
        while (pieces.hasNext()) {
            long[] next = encodePiece(pieces.next());
            if (ids.length < count + next.length) {
                ids = Arrays.copyOf(ids, Math.max(count + next.length, ids.length + ids.length / 2));
            }
            for (long id : next) {
                ids[count++] = (int) id;
            }
        }
        return Arrays.copyOf(ids, count);
    }

    private long[] encodePiece(String piece) {
        // The native code has no way to say what an unpaired surrogate is.
        String clean = new String(piece.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        use.readLock().lock();
        try {
            return encoder.encode(clean, false, false).getIds();
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
        } finally {
            use.writeLock().unlock();
        }
    }
}
