package dev.ganglion.cli.interchange;

import dev.ganglion.cli.results.NeuronEvents;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.interchange.neuronpedia.FeatureRows;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** In Neuronpedia's layout. The three files of a batch appear together when it is complete, the activations last. */
final class NeuronpediaWriter implements NeuronWriter {

    private static final String FEATURES = "features";
    private static final String EXPLANATIONS = "explanations";
    private static final String ACTIVATIONS = "activations";

    private final Path directory;
    private final FeatureRows rows;
    private final RecipeChoice explainer;
    private final int layers;
    private final int perLayer;
    private final Map<String, OutputStream> open = new LinkedHashMap<>();
    private Path source;
    private int batch;

    /**
     * @param directory gets a directory for each model, and in it one for each source
     * @param creator the id of the user whose the rows are, where they are imported
     * @param explainer whose explanations
     * @param layers of the model, as far as is known
     * @param perLayer neurons in each, as far as is known
     */
    NeuronpediaWriter(Path directory, String creator, RecipeChoice explainer, int layers, int perLayer) {
        this.directory = directory;
        this.rows = new FeatureRows(creator);
        this.explainer = explainer;
        this.layers = layers;
        this.perLayer = perLayer;
    }

    @Override
    public boolean has(NeuronId neuron) {
        return Files.exists(file(
                directory.resolve(FeatureRows.directory(neuron)), ACTIVATIONS, neuron.index() / FeatureRows.PER_BATCH));
    }

    private static Path file(Path source, String kind, int batch) {
        return source.resolve(kind).resolve("batch-" + batch + ".jsonl.gz");
    }

    @Override
    public void write(NeuronActivations record, NeuronEvents events) throws IOException {
        NeuronId neuron = record.neuron();
        Path its = directory.resolve(FeatureRows.directory(neuron));
        int number = neuron.index() / FeatureRows.PER_BATCH;
        if (!its.equals(source) || number != batch) {
            complete();
            begin(its, number, record);
        }
        line(FEATURES, rows.feature(record));
        for (byte[] row : rows.activations(record)) {
            line(ACTIVATIONS, row);
        }
        for (NeuronEvents.Explained one : events.explanations()) {
            if (one.activations().equals(record.id())
                    && one.kind().equals(ExplanationKind.WORDS.toString())
                    && explainer.matches(one.recipe())) {
                line(
                        EXPLANATIONS,
                        rows.explanation(
                                neuron, one.id(), one.text(), one.recipe().method()));
            }
        }
    }

    private void begin(Path its, int number, NeuronActivations record) throws IOException {
        if (!its.equals(source)) {
            for (Map.Entry<String, byte[]> file :
                    rows.source(record, layers, perLayer).entrySet()) {
                byte[] line = file.getValue();
                byte[] ended = Arrays.copyOf(line, line.length + 1);
                ended[line.length] = '\n';
                WholeFile.write(its.resolve(file.getKey()), ended);
            }
        }
        source = its;
        batch = number;
        for (String kind : List.of(FEATURES, EXPLANATIONS, ACTIVATIONS)) {
            open.put(
                    kind,
                    new BufferedOutputStream(new GZIPOutputStream(
                            Files.newOutputStream(WholeFile.underWay(file(source, kind, batch))), 64 * 1024)));
        }
    }

    private void line(String kind, byte[] line) throws IOException {
        open.get(kind).write(line);
        open.get(kind).write('\n');
    }

    @Override
    public void complete() throws IOException {
        List<String> kinds = List.copyOf(open.keySet());
        close();
        for (String kind : kinds) {
            WholeFile.complete(file(source, kind, batch));
        }
    }

    @Override
    public void close() throws IOException {
        for (OutputStream one : open.values()) {
            one.close();
        }
        open.clear();
    }
}
