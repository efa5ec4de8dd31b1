package dev.ganglion.events;

import java.util.UUID;

/**
 * Topic {@code corpus-scans}: what the shards of a corpus have in common, and whoever merges their parts has to know: the
 * drawn excerpts, and each token with its text and how often it occurs. One event for each piece. For the service that
 * writes it alone, as {@link NeuronActivationPartial}.
 *
 * @param id {@link Identity#scan}
 * @param piece which piece of the scan
 * @param content the piece, in base64
 */
public record CorpusScan(UUID id, Provenance provenance, Piece piece, String content) {

    public CorpusScan {
        Required.field("id", id);
        Required.field("provenance", provenance);
        Required.field("piece", piece);
        Piece.requireBase64("content", content);
    }

    /** The key of the event's record: the newest of a key is kept. */
    public String key() {
        return key(id, piece.index());
    }

    /** The key of a scan's piece. */
    public static String key(UUID id, int piece) {
        return id + "/" + piece;
    }
}
