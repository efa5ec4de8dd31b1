package dev.ganglion.events;

import java.util.UUID;

/**
 * Topic {@code neuron-activation-partials}: what one shard of the corpus contributes to a neuron's record, in one event or,
 * if it is large, in several. For the service that writes it alone: what the bytes mean is its own affair, as long as
 * {@link Provenance#collation} has the version of its code.
 *
 * @param id the id of the record that it will be part of
 * @param provenance of that record: of the whole corpus
 * @param request which request was divided into shards: the same for all of them
 * @param shard which part of the corpus; a shard run again replaces itself
 * @param piece which piece of what the shard contributes
 * @param content the piece, in base64
 */
public record NeuronActivationPartial(
        UUID id, NeuronId neuron, Provenance provenance, UUID request, Shard shard, Piece piece, String content) {

    public NeuronActivationPartial {
        Required.field("id", id);
        Required.field("neuron", neuron);
        Required.field("provenance", provenance);
        Required.field("request", request);
        Required.field("shard", shard);
        Required.field("piece", piece);
        Piece.requireBase64("content", content);
    }
}
