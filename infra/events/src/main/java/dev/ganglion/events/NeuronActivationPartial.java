package dev.ganglion.events;

import java.util.List;
import java.util.UUID;

/**
 * Topic {@code neuron-activation-partials}: what one shard of the corpus contributes to a neuron's record.
 *
 * @param id the id of the record that it will be part of
 * @param shard which part of the corpus; a shard run again replaces itself
 * @param sums over the shard
 * @param candidates excerpts that may enter the record, in no split yet
 * @param tokenTable over the shard
 */
public record NeuronActivationPartial(
        UUID id,
        NeuronId neuron,
        Provenance provenance,
        Shard shard,
        PowerSums sums,
        List<Excerpt> candidates,
        TokenTable tokenTable) {

    public NeuronActivationPartial {
        Required.field("id", id);
        Required.field("neuron", neuron);
        Required.field("provenance", provenance);
        Required.field("shard", shard);
        Required.field("sums", sums);
        candidates = Required.list("candidates", candidates);
        Required.field("tokenTable", tokenTable);
    }

    /**
     * Sums of the powers of a neuron's activations: the sums of two shards add up to those of both.
     *
     * @param count positions, above 0
     * @param first sum of the activations
     * @param second sum of their squares
     * @param third sum of their cubes
     * @param fourth sum of their fourth powers
     * @param maximum the largest activation
     */
    public record PowerSums(long count, double first, double second, double third, double fourth, double maximum) {

        public PowerSums {
            Required.that(count > 0, "sums need a count above 0");
            Required.finite("first", first);
            Required.finite("second", second);
            Required.finite("third", third);
            Required.finite("fourth", fourth);
            Required.finite("maximum", maximum);
        }
    }
}
