package dev.ganglion.activation.merge;

import dev.ganglion.activation.recording.NeuronRecords;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.CorpusScan;
import dev.ganglion.events.Identity;
import dev.ganglion.events.Piece;
import dev.ganglion.events.Provenance;
import dev.ganglion.subject.collation.NeuronMerge;
import dev.ganglion.subject.collation.ScanFormat;
import dev.ganglion.subject.collation.ScannedCorpus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The scans of corpora, read when they are needed; the last few are held. For one thread. */
final class Scans {

    static final String STORE = "scans";

    /** One takes a few megabytes. */
    private static final int HELD = 4;

    private final ReadOnlyKeyValueStore<Bytes, byte[]> pieces;
    private final Map<UUID, Merging> held = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Merging> eldest) {
            return size() > HELD;
        }
    };

    /** @param pieces of all scans, by their keys */
    Scans(ReadOnlyKeyValueStore<Bytes, byte[]> pieces) {
        this.pieces = pieces;
    }

    /** How the parts of records over one corpus are read, merged and made into events. */
    record Merging(ScannedCorpus corpus, NeuronMerge merge, NeuronRecords records) {}

    /**
     * Of the corpus and model of this provenance; empty if the scan has not arrived.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    Optional<Merging> of(Provenance provenance) {
        UUID id = Identity.scan(provenance.subjectDigest(), provenance.corpusDigest(), provenance.collation());
        Merging known = held.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Merging> read = bytes(id).map(bytes -> merging(ScanFormat.read(bytes), provenance));
        read.ifPresent(merging -> held.put(id, merging));
        return read;
    }

    /** Lets go what is held: it is read again. */
    void forget() {
        held.clear();
    }

    private static Merging merging(ScannedCorpus corpus, Provenance provenance) {
        return new Merging(
                corpus,
                new NeuronMerge(corpus.scan(), corpus.table()),
                new NeuronRecords(provenance, corpus.scan().parameters(), token -> corpus.tokens()
                        .get(token)));
    }

    private Optional<byte[]> bytes(UUID id) {
        List<String> contents = new ArrayList<>();
        Piece last = null;
        do {
            byte[] event =
                    pieces.get(Bytes.wrap(CorpusScan.key(id, contents.size()).getBytes(StandardCharsets.UTF_8)));
            if (event == null) {
                return Optional.empty();
            }
            CorpusScan scan = EventTopic.CORPUS_SCANS.codec().decode(event);
            contents.add(scan.content());
            last = scan.piece();
        } while (!last.isLast());
        return Optional.of(Piece.join(contents, last.bytes()));
    }
}
