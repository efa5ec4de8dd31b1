package dev.ganglion.activation.recording;

import dev.ganglion.activation.models.LoadedModels;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.CorpusScan;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.subject.collation.CollationMemory;
import dev.ganglion.subject.collation.CollationParameters;
import dev.ganglion.subject.collation.CollationRun;
import dev.ganglion.subject.collation.CorpusShard;
import dev.ganglion.subject.corpus.Corpus;
import dev.ganglion.subject.corpus.Excerpts;
import dev.ganglion.subject.model.ModelShape;
import dev.ganglion.subject.model.SubjectModel;
import java.util.SortedSet;

/**
 * Does a request: runs the model over the corpus and gives each neuron's record, or over a shard of it and gives what that
 * contributes to each neuron's record. Memory is that of the weights and of the
 * collation, whatever the size of the corpus; the records are given one by one. Blocking; for one request at a time.
 */
public final class Recording {

    private final LoadedModels models;
    private final int batchTokens;
    private final CollationMemory memory;

    /**
     * @param batchTokens about how many tokens run through the model together; 0 for as many as the model's device runs
     *     best and has the memory for
     * @param memory that collations may take
     */
    public Recording(LoadedModels models, int batchTokens, CollationMemory memory) {
        this.models = models;
        this.batchTokens = batchTokens;
        this.memory = memory;
    }

    /** Takes what comes of a request, on the recording's thread. Each throws InterruptedException to end the recording. */
    public interface Sink {

        /** A neuron's record, of a request that is not divided. */
        void record(NeuronActivations record) throws InterruptedException;

        /** A piece of what all shards have in common; comes before the first shard's partial records. */
        void scan(CorpusScan scan) throws InterruptedException;

        /** A piece of what a shard contributes to a neuron's record. */
        void partial(NeuronActivationPartial partial) throws InterruptedException;
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
        Corpus corpus = Corpus.open(work.corpus());
        try (LoadedModels.Lease lease = models.lease(request.model(), work.modelDirectory())) {
            SubjectModel model = lease.model();
            ModelShape shape = model.shape();
            SortedSet<Integer> layers = work.layers(shape);
            CollationParameters parameters = work.parameters(shape);
            Excerpts excerpts =
                    new Excerpts(corpus, new TokenizerEncoder(model.tokenizer()), parameters.excerptTokens());
            long neurons = (long) layers.size() * shape.neuronsPerLayer();
            watch.started(neurons, parameters.excerptTokens());
            CollationRun run = new CollationRun(
                    parameters,
                    excerpts,
                    new ModelRun(model),
                    layers,
                    shape.neuronsPerLayer(),
                    batchSize(model, parameters.excerptTokens()),
                    memory,
                    new PassWatch(watch));
            RecordedEvents events = new RecordedEvents(request.model(), model, corpus, work, sink);
            if (work.isWhole()) {
                run.run(events);
            } else {
                run.run(new CorpusShard(work.shard().index(), work.shard().of()), events);
            }
        }
    }

    private int batchSize(SubjectModel model, int excerptTokens) {
        return batchTokens == 0 ? model.batchSize(excerptTokens) : Math.max(1, batchTokens / excerptTokens);
    }
}
