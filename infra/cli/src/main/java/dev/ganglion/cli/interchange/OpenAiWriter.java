package dev.ganglion.cli.interchange;

import dev.ganglion.cli.results.NeuronEvents;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Simulation;
import dev.ganglion.interchange.openai.ExplanationFiles;
import dev.ganglion.interchange.openai.Layout;
import dev.ganglion.interchange.openai.NeuronFiles;
import dev.ganglion.interchange.openai.WeightFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** In the layout of OpenAI's published neurons. A neuron's record is written last, so that it is complete if that is there. */
final class OpenAiWriter implements NeuronWriter {

    private final Path data;
    private final RecipeChoice explainer;
    private final RecipeChoice simulator;

    /**
     * @param directory gets the directory {@code data}
     * @param explainer whose explanations
     * @param simulator whose simulations
     */
    OpenAiWriter(Path directory, RecipeChoice explainer, RecipeChoice simulator) {
        this.data = directory.resolve(Layout.DATA);
        this.explainer = explainer;
        this.simulator = simulator;
    }

    @Override
    public boolean has(NeuronId neuron) {
        return Files.exists(record(neuron));
    }

    private Path record(NeuronId neuron) {
        return data.resolve(Layout.record(neuron.layer(), neuron.index()));
    }

    @Override
    public void write(NeuronActivations record, NeuronEvents events) throws IOException {
        NeuronId neuron = record.neuron();
        List<Simulation> simulations = events.simulations().stream()
                .filter(one -> explainer.matches(one.explainer()) && simulator.matches(one.simulator()))
                .toList();
        Optional<byte[]> explanations = ExplanationFiles.explanations(record, simulations, events.scores());
        writeOrDelete(Layout.explanations(neuron.layer(), neuron.index()), explanations);
        writeOrDelete(Layout.weightTokens(neuron.layer(), neuron.index()), WeightFiles.tokens(record));
        writeOrDelete(Layout.weightNeurons(neuron.layer(), neuron.index()), WeightFiles.neurons(record));
        WholeFile.write(data.resolve(Layout.tokens(neuron.layer(), neuron.index())), NeuronFiles.tokens(record));
        WholeFile.write(record(neuron), NeuronFiles.record(record));
    }

    /** A file of an earlier export that says what is no longer so must not stay. */
    private void writeOrDelete(String path, Optional<byte[]> bytes) throws IOException {
        Path file = data.resolve(path);
        if (bytes.isPresent()) {
            WholeFile.write(file, bytes.get());
        } else {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void complete() {
        // Each neuron is written at once.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
