package dev.ganglion.activation.recording;

import dev.ganglion.activation.models.LoadedModels;
import dev.ganglion.demo.DemoModel;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.CorpusSample;
import dev.ganglion.events.CorpusScan;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.Piece;
import dev.ganglion.events.Shard;
import dev.ganglion.subject.collation.CollationMemory;
import dev.ganglion.subject.collation.CollationParameters;
import dev.ganglion.subject.collation.CollationRun;
import dev.ganglion.subject.collation.NeuronCollation;
import dev.ganglion.subject.collation.NeuronMerge;
import dev.ganglion.subject.collation.PartFormat;
import dev.ganglion.subject.collation.ScanFormat;
import dev.ganglion.subject.collation.ScannedCorpus;
import dev.ganglion.subject.corpus.Corpus;
import dev.ganglion.subject.corpus.ExcerptSource;
import dev.ganglion.subject.model.SubjectModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * One layer of the demo model, recorded over the same corpus twice.
 *
 * @param whole by one collation
 * @param merged from two shards
 * @param shards what has come of each
 */
record TwoShards(List<NeuronCollation> whole, List<NeuronCollation> merged, List<Recorded> shards) {

    static final int LAYER = 2;
    static final int WIDTH = 768;

    private static final int BATCH = 16;

    /** @param sample of the corpus's excerpts; null for all */
    static TwoShards record(Path corpus, CorpusSample sample) throws InterruptedException {
        try (LoadedModels models = new LoadedModels(1)) {
            List<Recorded> shards = new ArrayList<>();
            for (int shard = 0; shard < 2; shard++) {
                Recorded recorded = new Recorded();
                new Recording(models, 700, new CollationMemory(1L << 30))
                        .run(
                                request(corpus, new Shard(shard, 2)).sampled(sample),
                                new RequestProgress("id", "demo", Shard.WHOLE),
                                recorded);
                shards.add(recorded);
            }
            return new TwoShards(whole(models, request(corpus, Shard.WHOLE).sampled(sample)), merged(shards), shards);
        }
    }

    private static ActivationRequest request(Path corpus, Shard shard) {
        return new ActivationRequest(
                UUID.randomUUID(),
                "demo",
                DemoModel.directory().toString(),
                corpus.toString(),
                List.of(LAYER),
                shard,
                null);
    }

    private static List<NeuronCollation> whole(LoadedModels models, ActivationRequest request)
            throws InterruptedException {
        List<NeuronCollation> all = new ArrayList<>();
        CollationParameters parameters = CollationParameters.defaults();
        try (LoadedModels.Lease lease = models.lease("demo", DemoModel.directory())) {
            SubjectModel model = lease.model();
            ExcerptSource excerpts = RequestedExcerpts.of(
                            new RequestedWork(request).of(Corpus.open(Path.of(request.corpus()))),
                            new TokenizerEncoder(model.tokenizer()),
                            parameters.excerptTokens(),
                            CollationMemory.UNLIMITED,
                            new RequestProgress("id", "demo", Shard.WHOLE))
                    .source();
            new CollationRun(
                            parameters,
                            excerpts,
                            new ModelRun(model),
                            new TreeSet<>(Set.of(LAYER)),
                            WIDTH,
                            BATCH,
                            CollationMemory.UNLIMITED,
                            (phase, done, total) -> {})
                    .run((layer, neuron, collation) -> all.add(collation));
        }
        return all;
    }

    private static List<NeuronCollation> merged(List<Recorded> shards) {
        List<CorpusScan> pieces = shards.get(0).scans();
        ScannedCorpus scan = ScanFormat.read(Piece.join(
                pieces.stream().map(CorpusScan::content).toList(),
                pieces.get(0).piece().bytes()));
        NeuronMerge merge = new NeuronMerge(scan.scan(), scan.table());
        return IntStream.range(0, WIDTH)
                .mapToObj(neuron -> merge.collation(shards.stream()
                        .map(shard -> {
                            NeuronActivationPartial partial = shard.partials().get(neuron);
                            return PartFormat.read(
                                    Piece.join(
                                            List.of(partial.content()),
                                            partial.piece().bytes()),
                                    scan);
                        })
                        .toList()))
                .toList();
    }
}
