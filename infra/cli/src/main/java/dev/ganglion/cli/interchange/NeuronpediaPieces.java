package dev.ganglion.cli.interchange;

import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.events.NeuronId;
import dev.ganglion.interchange.InterchangeException;
import dev.ganglion.interchange.neuronpedia.ActivationBatch;
import dev.ganglion.interchange.neuronpedia.PublishedFeature;
import dev.ganglion.interchange.source.PublishedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The batches of activations of Neuronpedia's exports, each of which has many neurons. */
final class NeuronpediaPieces {

    /** The most bytes of a batch, as it is stored. Theirs have some tens of megabytes. */
    static final long LARGEST_BATCH = 1024L * 1024 * 1024;

    private static final String ACTIVATIONS = "activations";
    private static final Pattern BATCH = Pattern.compile("batch-(\\d{1,9})\\.jsonl(\\.gz)?");

    private final PublishedFiles files;
    private final PublishedFeature features;
    private final String model;
    private final List<Integer> layers;
    private final IndexRanges indexes;
    /** Of a directory; null for an address, whose batches are numbered until one is not there. */
    private final List<String> batches;

    private final AtomicBoolean ended = new AtomicBoolean();
    /** Neurons of the batches before. */
    private final Set<NeuronId> seen = ConcurrentHashMap.newKeySet();

    private NeuronpediaPieces(
            PublishedFiles files,
            PublishedFeature features,
            String model,
            List<Integer> layers,
            IndexRanges indexes,
            List<String> batches) {
        this.files = files;
        this.features = features;
        this.model = model;
        this.layers = layers;
        this.indexes = indexes;
        this.batches = batches;
    }

    /**
     * @param source of one source ({@code …/gpt2-small/6-res-jb}), or a directory of several, or of several models
     * @param model the slug that the neurons get; null for the one that the rows say
     * @param dataset the data set's name, for people
     * @param layers null for all
     * @param indexes which neurons of each layer; null for all
     * @throws Refusal if nothing of the layout is there
     */
    static NeuronpediaPieces of(
            PublishedSource source, String model, String dataset, List<Integer> layers, IndexRanges indexes) {
        PublishedFiles files = source.files("");
        List<String> batches = null;
        if (files.canList()) {
            batches = new ArrayList<>();
            find(files, "", 2, batches);
            if (batches.isEmpty()) {
                throw Refusal.badInput(source.name() + " has no file " + ACTIVATIONS
                        + "/batch-0.jsonl.gz: it is not in Neuronpedia's layout");
            }
        }
        return new NeuronpediaPieces(files, new PublishedFeature(dataset), model, layers, indexes, batches);
    }

    /** Batches here, or some directories below. */
    private static void find(PublishedFiles files, String path, int deeper, List<String> found) {
        List<String> here = files.list(path + ACTIVATIONS).stream()
                .filter(name -> BATCH.matcher(name).matches())
                .sorted(Comparator.comparingInt(NeuronpediaPieces::number))
                .toList();
        here.forEach(name -> found.add(path + ACTIVATIONS + "/" + name));
        if (here.isEmpty() && deeper > 0) {
            files.list(path).forEach(name -> find(files, path + name + "/", deeper - 1, found));
        }
    }

    private static int number(String name) {
        Matcher matcher = BATCH.matcher(name);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** A piece for each batch. */
    Iterator<ImportRun.Piece> pieces() {
        return batches == null
                ? new Numbered()
                : batches.stream()
                        .<ImportRun.Piece>map(path -> run -> read(run, path))
                        .iterator();
    }

    private final class Numbered implements Iterator<ImportRun.Piece> {

        private int next;

        @Override
        public boolean hasNext() {
            return !ended.get();
        }

        @Override
        public ImportRun.Piece next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            String path = ACTIVATIONS + "/batch-" + next++ + ".jsonl.gz";
            return run -> {
                if (!ended.get() && !read(run, path)) {
                    ended.set(true);
                }
            };
        }
    }

    /** Whether it is there. */
    private boolean read(ImportRun run, String path) throws InterruptedException {
        ActivationBatch batch;
        try {
            Optional<InputStream> file = files.open(path, LARGEST_BATCH);
            if (file.isEmpty()) {
                return false;
            }
            try (InputStream in = file.get()) {
                batch = ActivationBatch.read(
                        in, model, (line, sentence) -> run.refused(path + " line " + line, sentence));
            }
        } catch (InterchangeException e) {
            run.refused(path, e.getMessage());
            return true;
        } catch (IOException e) {
            run.refused(path, "it cannot be read");
            return true;
        }
        for (NeuronId neuron : batch.neurons()) {
            if (isWanted(neuron)) {
                send(run, batch, neuron, path);
            }
        }
        return true;
    }

    private boolean isWanted(NeuronId neuron) {
        return (layers == null || layers.contains(neuron.layer()))
                && (indexes == null || indexes.contains(neuron.index()));
    }

    private void send(ImportRun run, ActivationBatch batch, NeuronId neuron, String path) throws InterruptedException {
        String place = path + "#" + neuron.index();
        if (run.skips(place)) {
            return;
        }
        if (!seen.add(neuron)) {
            run.refused(place, "a batch before has activations of it too, and its record is of those alone");
            return;
        }
        try {
            run.send(features.record(batch, neuron, place));
        } catch (InterchangeException e) {
            run.refused(place, e.getMessage());
        }
    }
}
