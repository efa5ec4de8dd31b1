package dev.ganglion.activation.recording;

import dev.ganglion.events.CorpusScan;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Piece;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Shard;
import dev.ganglion.subject.collation.NeuronMerge;
import dev.ganglion.subject.collation.NeuronPart;
import dev.ganglion.subject.collation.PartConsumer;
import dev.ganglion.subject.collation.PartFormat;
import dev.ganglion.subject.collation.ScanFormat;
import dev.ganglion.subject.corpus.Corpus;
import dev.ganglion.subject.model.SubjectModel;
import java.util.List;
import java.util.UUID;

/**
 * Turns what is collated in one pass over the corpus into events: the neurons' records, or if the corpus is divided, what
 * its shard contributes to them, and with the first shard what all of them have in common.
 */
final class CollatedPass implements PartConsumer {

    private final String name;
    private final SubjectModel model;
    private final Corpus corpus;
    private final RequestedWork work;
    private final boolean first;
    private final Recording.Sink sink;
    private dev.ganglion.subject.collation.CorpusScan scan;
    private Provenance provenance;
    private NeuronMerge merge;
    private NeuronRecords records;

    /**
     * @param name the model's, in the neurons' keys
     * @param first whether it is the first pass
     */
    CollatedPass(
            String name, SubjectModel model, Corpus corpus, RequestedWork work, boolean first, Recording.Sink sink) {
        this.name = name;
        this.model = model;
        this.corpus = corpus;
        this.work = work;
        this.first = first;
        this.sink = sink;
    }

    @Override
    public void scanned(dev.ganglion.subject.collation.CorpusScan found) throws InterruptedException {
        scan = found;
        provenance = new Provenance(
                model.digest(),
                corpus.name(),
                corpus.digest(),
                scan.excerpts(),
                scan.excerpts() * scan.parameters().excerptTokens(),
                scan.parameters().canonical());
        if (work.isWhole()) {
            merge = new NeuronMerge(scan);
            records = new NeuronRecords(provenance, scan.parameters(), model.tokenizer()::token);
        } else if (first && work.shard().index() == 0) {
            sendScan();
        }
    }

    private void sendScan() throws InterruptedException {
        byte[] bytes = ScanFormat.write(scan, model.tokenizer()::token);
        UUID id = Identity.scan(provenance.subjectDigest(), provenance.corpusDigest(), provenance.collation());
        for (Piece piece : Piece.of(bytes.length)) {
            sink.scan(new CorpusScan(id, provenance, piece, piece.cut(bytes)));
        }
    }

    @Override
    public void part(int layer, int index, NeuronPart part) throws InterruptedException {
        NeuronId neuron = NeuronId.mlp(name, layer, index);
        if (work.isWhole()) {
            sink.record(records.record(neuron, merge.collation(List.of(part))));
            return;
        }
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
}
