package dev.ganglion.interchange.neuronpedia;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganglion.events.NeuronId;
import dev.ganglion.interchange.InterchangeException;
import dev.ganglion.interchange.Json;
import dev.ganglion.interchange.PublishedExcerpts;
import dev.ganglion.interchange.Sha256;
import dev.ganglion.interchange.Texts;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;

/**
 * The rows of one batch of activations, by neuron: the rows of a neuron need not follow one another. All of it is in memory, each
 * token's text once; a batch with more than {@link #MOST_TOKENS} tokens is refused. For one thread.
 */
public final class ActivationBatch {

    /** The most tokens of a batch: eight bytes each. Theirs have 1,024 neurons and up to 6 million. */
    public static final int MOST_TOKENS = 10_000_000;

    /** The most bytes of a line. */
    public static final int LONGEST_LINE = 1024 * 1024;

    private final String model;
    private final Map<NeuronId, Rows> neurons = new TreeMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private long tokens;

    /** The rows of one neuron, in the batch's order, and the digest of their lines. */
    static final class Rows {

        private final List<ActivationRow> rows = new ArrayList<>();
        private final MessageDigest digest = Sha256.start();

        List<ActivationRow> rows() {
            return rows;
        }

        /** SHA-256 of the lines, one behind the other; once. */
        String digest() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private ActivationBatch(String model) {
        this.model = model;
    }

    /**
     * Reads a batch.
     *
     * @param bytes lines, or gzip of them
     * @param model the slug that its neurons get; null for the one that they say
     * @param refused gets the number of a line that cannot be used, from 1, and the sentence
     * @throws InterchangeException if it cannot be read to its end, or is too large
     */
    public static ActivationBatch read(InputStream bytes, String model, BiConsumer<Long, String> refused) {
        ActivationBatch batch = new ActivationBatch(model);
        try (InputStream in = new BufferedInputStream(unzipped(bytes), 64 * 1024)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long number = 0;
            for (int next = in.read(); next >= 0 || line.size() > 0; next = in.read()) {
                if (next >= 0 && next != '\n') {
                    if (line.size() == LONGEST_LINE) {
                        throw new InterchangeException(
                                "line " + (number + 1) + " has more than " + LONGEST_LINE + " bytes");
                    }
                    line.write(next);
                    continue;
                }
                number++;
                batch.line(line.toByteArray(), number, refused);
                line.reset();
                if (next < 0) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new InterchangeException("it cannot be read to its end: it is cut short, or no gzip");
        }
        return batch;
    }

    private static InputStream unzipped(InputStream bytes) throws IOException {
        BufferedInputStream in = new BufferedInputStream(bytes);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, 64 * 1024) : in;
    }

    private void line(byte[] line, long number, BiConsumer<Long, String> refused) {
        if (isBlank(line)) {
            return;
        }
        try {
            add(line, Json.read(line, ActivationRow.class));
        } catch (TooLarge e) {
            throw new InterchangeException(e.getMessage());
        } catch (InterchangeException e) {
            refused.accept(number, e.getMessage());
        }
    }

    private static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLarge(String sentence) {
            super(sentence);
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private void add(byte[] line, ActivationRow row) {
        NeuronId neuron = neuron(row);
        if (row.tokens() == null
                || row.values() == null
                || row.tokens().stream().anyMatch(Objects::isNull)) {
            throw new InterchangeException("a row needs \"tokens\" and \"values\", and no token is null");
        }
        if (row.tokens().size() != row.values().size()) {
            throw new InterchangeException("it has " + row.tokens().size() + " tokens and "
                    + row.values().size() + " values");
        }
        if (row.tokens().size() < PublishedExcerpts.FEWEST_TOKENS) {
            throw new InterchangeException("it has fewer than " + PublishedExcerpts.FEWEST_TOKENS + " tokens");
        }
        tokens += row.tokens().size();
        if (tokens > MOST_TOKENS) {
            throw new TooLarge("it has more than " + MOST_TOKENS + " tokens");
        }
        List<String> shared = row.tokens().stream()
                .map(token -> texts.computeIfAbsent(Texts.wellFormed(token), text -> text))
                .toList();
        Rows rows = neurons.computeIfAbsent(neuron, key -> new Rows());
        rows.digest.update(line);
        rows.rows.add(new ActivationRow(
                row.id(),
                null,
                null,
                null,
                null,
                null,
                shared,
                null,
                null,
                row.values(),
                null,
                row.binContains(),
                row.binMin(),
                row.binMax()));
    }

    private NeuronId neuron(ActivationRow row) {
        SourceName source = SourceName.parse(row.layer());
        String slug = model == null ? SourceName.slug(row.modelId()) : model;
        JsonNode index = row.index();
        String text = index == null || !index.isValueNode() ? "" : index.asText();
        if (!text.matches("\\d{1,9}")) {
            throw new InterchangeException("field \"index\" must be a neuron's number");
        }
        return new NeuronId(slug, source.layer(), source.site(), Integer.parseInt(text));
    }

    /** Which neurons have rows. */
    public List<NeuronId> neurons() {
        return List.copyOf(neurons.keySet());
    }

    Rows rows(NeuronId neuron) {
        return neurons.get(neuron);
    }
}
