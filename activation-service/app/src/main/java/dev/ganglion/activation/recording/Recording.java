package dev.ganglion.activation.recording;

import dev.ganglion.activation.models.LoadedModels;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.subject.collation.CollationParameters;
import dev.ganglion.subject.collation.CollationRun;
import dev.ganglion.subject.corpus.Corpus;
import dev.ganglion.subject.corpus.ExcerptSource;
import dev.ganglion.subject.model.ModelShape;
import dev.ganglion.subject.model.SubjectModel;
import java.util.List;
import java.util.SortedSet;

/**
 * Does a request: runs the model over the corpus and gives each neuron's record. Memory is that of the weights and of the
 * collation, whatever the size of the corpus; the records are given one by one. Blocking; for one request at a time.
 */
public final class Recording {

    private final LoadedModels models;
    private final int batchTokens;
    private final long bytes;
    private final CollationMemory memory;

    /**
     * @param batchTokens about how many tokens run through the model together; 0 for as many as the model's device runs
     *     best and has the memory for
     * @param collationBytes of heap that collations may take
     */
    public Recording(LoadedModels models, int batchTokens, long collationBytes) {
        this.models = models;
        this.batchTokens = batchTokens;
        this.bytes = collationBytes;
        this.memory = new CollationMemory(collationBytes);
    }

    /** Takes the records, on the recording's thread. */
    @FunctionalInterface
    public interface Sink {

        /** @throws InterruptedException to end the recording */
        void record(NeuronActivations record) throws InterruptedException;
    }

    /**
     * Records the neurons, layers in ascending order, in them neurons.
     *
     * @throws dev.ganglion.activation.RequestException if the request cannot be done
     * @throws dev.ganglion.subject.ModelException if the model cannot be used
     * @throws dev.ganglion.subject.corpus.CorpusException if the corpus cannot be used
     * @throws InterruptedException if the thread was interrupted; it ends after the batch under way
     */
    public void run(ActivationRequest request, RecordingWatch watch, Sink sink) throws InterruptedException {
        RequestedWork work = new RequestedWork(request);
        Corpus corpus = work.of(Corpus.open(work.corpus()));
        try (LoadedModels.Lease lease = models.lease(request.model(), work.model(), new DownloadWatch(watch))) {
            SubjectModel model = lease.model();
            ModelShape shape = model.shape();
            SortedSet<Integer> layers = work.layers(shape);
            CollationParameters parameters = work.parameters(shape);
            NeuronRecords records = new NeuronRecords(request.model(), model, corpus, parameters);
            long neurons = (long) layers.size() * shape.neuronsPerLayer();
            watch.started(neurons, parameters.excerptTokens());
            ExcerptSource excerpts = RequestedExcerpts.of(
                    corpus, new TokenizerEncoder(model.tokenizer()), parameters.excerptTokens(), bytes, watch);
            List<SortedSet<Integer>> passes = memory.passes(layers, shape, parameters, excerpts);
            long before = 0;
            for (int pass = 0; pass < passes.size(); pass++) {
                SortedSet<Integer> together = passes.get(pass);
                PassWatch passWatch = new PassWatch(watch, pass, passes.size(), before, neurons);
                collation(model, together, parameters, excerpts, passWatch)
                        .run((layer, neuron, collation) ->
                                sink.record(records.record(layer, neuron, collation, passWatch.excerpts())));
                before += (long) together.size() * shape.neuronsPerLayer();
            }
        }
    }

    private CollationRun collation(
            SubjectModel model,
            SortedSet<Integer> layers,
            CollationParameters parameters,
            ExcerptSource excerpts,
            PassWatch watch) {
        return new CollationRun(
                parameters,
                excerpts,
                new ModelRun(model, layers),
                layers,
                model.shape().neuronsPerLayer(),
                batchSize(model, parameters.excerptTokens()),
                watch);
    }

    private int batchSize(SubjectModel model, int excerptTokens) {
        return batchTokens == 0 ? model.batchSize(excerptTokens) : Math.max(1, batchTokens / excerptTokens);
    }
}
