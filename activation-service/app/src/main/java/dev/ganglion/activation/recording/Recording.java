package dev.ganglion.activation.recording;

import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Shard;
import dev.ganglion.subject.collation.CollationParameters;
import dev.ganglion.subject.collation.CollationProgress;
import dev.ganglion.subject.collation.CollationRun;
import dev.ganglion.subject.corpus.Corpus;
import dev.ganglion.subject.corpus.Excerpts;
import dev.ganglion.subject.corpus.TextEncoder;
import dev.ganglion.subject.model.SubjectModel;
import dev.ganglion.subject.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Does a request: runs the model over the corpus and gives each neuron's record. Memory is that of the weights and of the
 * collation, whatever the size of the corpus; the records are given one by one. Blocking, for one request at a time.
 */
public final class Recording {

    private final ModelShelf models;
    private final int batchSize;

    /**
     * @param batchSize excerpts that run through the model together
     */
    public Recording(ModelShelf models, int batchSize) {
        this.models = models;
        this.batchSize = batchSize;
    }

    /** Takes the records, on the recording's thread; may wait, and end the recording by an interrupt. */
    public interface Sink {
        void record(NeuronActivations record) throws InterruptedException;
    }

    /**
     * Records the neurons.
     *
     * @throws RequestException, dev.ganglion.subject.ModelException, dev.ganglion.subject.corpus.CorpusException with one
     *     sentence, if the request cannot be done
     * @throws InterruptedException if the thread was interrupted
     */
    public void run(ActivationRequest request, RequestProgress progress, Sink sink) throws InterruptedException {
        if (!request.shard().equals(Shard.WHOLE)) {
            throw new RequestException("shards are not supported yet: send shard 0 of 1");
        }
        SubjectModel model = models.load(request.model(), Path.of(request.modelDirectory()));
        SortedSet<Integer> layers = layers(request, model);
        CollationParameters parameters = parameters(request, model);
        Corpus corpus = Corpus.open(Path.of(request.corpus()));
        int neurons = model.shape().neuronsPerLayer();
        progress.started((long) layers.size() * neurons);
        // The counts are known when the corpus has been scanned, which is before the first record.
        AtomicReference<NeuronRecords> records = new AtomicReference<>();
        long[] excerpts = new long[1];
        CollationProgress watch = (phase, done, total) -> {
            if (phase == CollationProgress.Phase.RECORD) {
                excerpts[0] = total;
            }
            progress.at(phase, done, total);
        };
        CollationRun run = new CollationRun(
                parameters,
                new Excerpts(corpus, encoder(model.tokenizer()), parameters.excerptTokens()),
                new ModelActivations(model, layers),
                layers,
                neurons,
                batchSize,
                watch);
        run.run((layer, neuron, collation) -> {
            if (records.get() == null) {
                Provenance provenance = new Provenance(
                        model.digest(),
                        corpus.file().getFileName().toString(),
                        corpus.digest(),
                        excerpts[0],
                        excerpts[0] * parameters.excerptTokens(),
                        parameters.canonical());
                records.set(new NeuronRecords(request.model(), provenance, parameters, model.tokenizer()));
            }
            sink.record(records.get().record(layer, neuron, collation));
        });
    }

    private static SortedSet<Integer> layers(ActivationRequest request, SubjectModel model) {
        int count = model.shape().layers();
        SortedSet<Integer> layers = new TreeSet<>();
        if (request.layers() == null) {
            IntStream.range(0, count).forEach(layers::add);
        } else {
            layers.addAll(request.layers());
        }
        if (layers.isEmpty()) {
            throw new RequestException("the request names no layer: leave the layers out for all of them");
        }
        if (layers.first() < 0 || layers.last() >= count) {
            int wrong = layers.first() < 0 ? layers.first() : layers.last();
            throw new RequestException(
                    "layer " + wrong + " does not exist: " + request.model() + " has the layers 0 to " + (count - 1));
        }
        return layers;
    }

    private static CollationParameters parameters(ActivationRequest request, SubjectModel model) {
        CollationParameters defaults = CollationParameters.defaults();
        int tokens = request.excerptTokens() == null ? defaults.excerptTokens() : request.excerptTokens();
        int context = model.shape().contextLength();
        if (tokens > context) {
            throw new RequestException("an excerpt of " + tokens + " tokens does not fit " + request.model()
                    + ", which takes " + context + ": ask for fewer excerpt tokens");
        }
        return defaults.withExcerptTokens(tokens);
    }

    private static TextEncoder encoder(Tokenizer tokenizer) {
        return new TextEncoder() {
            @Override
            public int[] encode(String text) {
                return tokenizer.encode(text);
            }

            @Override
            public String token(int id) {
                return tokenizer.token(id);
            }
        };
    }
}
