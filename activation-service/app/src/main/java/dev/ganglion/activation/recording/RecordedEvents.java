package dev.ganglion.activation.recording;

import dev.ganglion.events.CorpusScan;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Piece;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Shard;
import dev.ganglion.subject.collation.CollationParameters;
import dev.ganglion.subject.collation.NeuronCollation;
import dev.ganglion.subject.collation.NeuronConsumer;
import dev.ganglion.subject.collation.NeuronPart;
import dev.ganglion.subject.collation.PartConsumer;
import dev.ganglion.subject.collation.PartFormat;
import dev.ganglion.subject.collation.ScanFormat;
import dev.ganglion.subject.collation.TableTokens;
import dev.ganglion.subject.corpus.Corpus;
import dev.ganglion.subject.model.SubjectModel;
import java.util.UUID;

/**
 * Turns what is collated into events: the neurons' records, or if the corpus is divided, what its shard contributes to them,
 * and with the first shard what all of them have in common.
 */
final class RecordedEvents implements NeuronConsumer, PartConsumer {

    private final String name;
    private final SubjectModel model;
    private final Corpus corpus;
    private final RequestedWork work;
    private final Recording.Sink sink;
    private dev.ganglion.subject.collation.CorpusScan scan;
    private Provenance provenance;
    private NeuronRecords records;

    /** @param name the model's, in the neurons' keys */
    RecordedEvents(String name, SubjectModel model, Corpus corpus, RequestedWork work, Recording.Sink sink) {
        this.name = name;
        this.model = model;
        this.corpus = corpus;
        this.work = work;
        this.sink = sink;
    }

    @Override
    public void neuron(int layer, int neuron, NeuronCollation collation) throws InterruptedException {
        if (records == null) {
            CollationParameters parameters = work.parameters(model.shape());
            provenance = provenance(
                    collation.statistics().count() / (parameters.excerptTokens() - 1),
                    parameters,
                    parameters.canonical(collation.tokenTable()));
            records = new NeuronRecords(provenance, parameters, model.tokenizer()::token);
        }
        sink.record(records.record(NeuronId.mlp(name, layer, neuron), collation));
    }

    @Override
    public void scanned(dev.ganglion.subject.collation.CorpusScan found, TableTokens tokens)
            throws InterruptedException {
        scan = found;
        provenance = provenance(scan.excerpts(), scan.parameters(), tokens.canonical(scan.parameters()));
        if (work.shard().index() == 0) {
            byte[] bytes = ScanFormat.write(scan, tokens, model.tokenizer()::token);
            UUID id = Identity.scan(provenance.subjectDigest(), provenance.corpusDigest(), provenance.collation());
            for (Piece piece : Piece.of(bytes.length)) {
                sink.scan(new CorpusScan(id, provenance, piece, piece.cut(bytes)));
            }
        }
    }

    @Override
    public void part(int layer, int index, NeuronPart part) throws InterruptedException {
        NeuronId neuron = NeuronId.mlp(name, layer, index);
        byte[] bytes = PartFormat.write(part, scan);
        Shard shard = work.shard();
        for (Piece piece : Piece.of(bytes.length)) {
            sink.partial(new NeuronActivationPartial(
                    NeuronRecords.id(neuron, provenance),
                    neuron,
                    provenance,
                    work.divided(),
                    shard,
                    piece,
                    piece.cut(bytes)));
        }
    }

    private Provenance provenance(long excerpts, CollationParameters parameters, String canonical) {
        return new Provenance(
                model.digest(),
                corpus.name(),
                corpus.digest(),
                excerpts,
                excerpts * parameters.excerptTokens(),
                canonical);
    }
}
