package dev.ganglion.cli.interchange;

import dev.ganglion.cli.results.NeuronEvents;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Reads neurons from the results database, which has each one's events together, and writes them. A few neurons are in memory at a
 * time. For one thread.
 */
final class ExportRun {

    private static final int ASKED_AT_A_TIME = 4;
    private static final int AHEAD = 16;

    private final Results results;
    private final String model;
    private final String layers;
    private final IndexRanges indexes;

    /**
     * @param model only of this one; null for all
     * @param layers only of these, {@code 0-3,7}; null for all
     * @param indexes only these of each layer; null for all
     */
    ExportRun(Results results, String model, String layers, IndexRanges indexes) {
        this.results = results;
        this.model = model;
        this.layers = layers;
        this.indexes = indexes;
    }

    /**
     * What there is to export.
     *
     * @param models their names
     * @param layers one more than the last layer
     * @param perLayer one more than the last index
     */
    record Extent(long neurons, SortedSet<String> models, int layers, int perLayer) {}

    /**
     * What became of it.
     *
     * @param written neurons
     * @param skipped neurons that were there
     */
    record Outcome(long written, long skipped) {}

    /** Counts, before anything is written. */
    Extent extent() throws IOException, InterruptedException {
        SortedSet<String> models = new TreeSet<>();
        long neurons = 0;
        int last = -1;
        int width = -1;
        try (Stream<String> keys = results.keys(model, layers)) {
            for (Iterator<NeuronId> each = wanted(keys); each.hasNext(); neurons++) {
                NeuronId neuron = each.next();
                models.add(neuron.model());
                last = Math.max(last, neuron.layer());
                width = Math.max(width, neuron.index());
            }
        }
        return new Extent(neurons, models, last + 1, width + 1);
    }

    private Iterator<NeuronId> wanted(Stream<String> keys) {
        return keys.filter(key -> !key.isBlank())
                .map(NeuronId::parse)
                .filter(neuron -> indexes == null || indexes.contains(neuron.index()))
                .iterator();
    }

    /**
     * Writes all.
     *
     * @param resume whether what is there is left as it is
     * @param progress told how many neurons are there
     * @throws IOException if the results are away, or the disk does not take it; what is written whole stays
     */
    Outcome all(NeuronWriter writer, boolean resume, LongConsumer progress) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(ASKED_AT_A_TIME);
        long written = 0;
        long skipped = 0;
        try (Stream<String> keys = results.keys(model, layers)) {
            Iterator<NeuronId> each = wanted(keys);
            Deque<Future<Optional<NeuronEvents>>> asked = new ArrayDeque<>();
            while (each.hasNext() || !asked.isEmpty()) {
                while (each.hasNext() && asked.size() < AHEAD) {
                    NeuronId neuron = each.next();
                    if (resume && writer.has(neuron)) {
                        skipped++;
                    } else {
                        asked.add(threads.submit(() -> results.events(neuron.key())));
                    }
                }
                if (!asked.isEmpty()) {
                    written += write(writer, asked.remove().get());
                }
                progress.accept(written + skipped);
            }
            writer.complete();
            return new Outcome(written, skipped);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException away) {
                throw away;
            }
            throw Refusal.failed(
                    "a neuron cannot be read from the results: " + e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Writes one that has a record, and says how many these are. */
    private static int write(NeuronWriter writer, Optional<NeuronEvents> events) throws IOException {
        Optional<NeuronActivations> record =
                events.flatMap(all -> all.activations().stream().findFirst());
        if (record.isEmpty()) {
            return 0;
        }
        writer.write(record.get(), events.get());
        return 1;
    }
}
