package dev.ganglion.interchange;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.EventException;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.TokenTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A record made of what others published, ready to be sent.
 *
 * @param place where it was published, below its data set; not the machine's path of it
 * @param event its bytes, at most {@link EventCodec#LARGEST_EVENT}
 * @param coverage which share of the held-out positions has a token of its table, 0 to 1
 */
public record Imported(NeuronActivations record, String place, byte[] event, double coverage) {

    private static final EventCodec<NeuronActivations> CODEC = EventCodec.of(NeuronActivations.class);

    /**
     * Makes the record. Its id follows from the neuron, the published bytes and the mapping, and from nothing else.
     *
     * @param place as published: {@code collated-activations/0/816.json}
     * @param dataset the data set's name, for people
     * @param digest SHA-256 of the published bytes
     * @param mapping name and version of the mapping, and what of it depends on the options
     * @param table of a record that would be too large it loses the lowest entries
     * @throws InterchangeException if its excerpts alone are larger than an event may be
     */
    public static Imported of(
            NeuronId neuron,
            String place,
            String dataset,
            String digest,
            String mapping,
            Statistics statistics,
            List<Excerpt> excerpts,
            TokenTable table) {
        TokenTable fitting = table;
        while (true) {
            NeuronActivations record = record(neuron, place, dataset, digest, mapping, statistics, excerpts, fitting);
            try {
                return new Imported(record, place, CODEC.encode(record), PublishedTokens.coverage(fitting, excerpts));
            } catch (EventException e) {
                if (fitting.tokens().isEmpty()) {
                    throw new InterchangeException("its excerpts take more than the " + EventCodec.LARGEST_EVENT
                            + " bytes that an event may have");
                }
                fitting = half(fitting);
            }
        }
    }

    private static NeuronActivations record(
            NeuronId neuron,
            String place,
            String dataset,
            String digest,
            String mapping,
            Statistics statistics,
            List<Excerpt> excerpts,
            TokenTable table) {
        // Nobody says which weights it were; a name is all that is known.
        String subject = Identity.sha256("weights unknown: " + neuron.model());
        Provenance provenance = new Provenance(
                subject,
                Texts.wellFormed(dataset + ": " + place),
                digest,
                excerpts.size(),
                excerpts.stream().mapToLong(excerpt -> excerpt.tokens().size()).sum(),
                String.format(
                        Locale.ROOT, "%s tokenTableCoverage=%.2f", mapping, PublishedTokens.coverage(table, excerpts)));
        return new NeuronActivations(
                Identity.activations(neuron, subject, digest, mapping),
                neuron,
                provenance,
                statistics,
                excerpts,
                table);
    }

    /** Without its lowest entries. */
    private static TokenTable half(TokenTable table) {
        int entries = table.tokens().size() / 2;
        return new TokenTable(
                table.tokens().subList(0, entries),
                ActivationValues.of(Arrays.copyOf(table.sums().toArray(), entries)),
                table.counts().subList(0, entries),
                table.mean());
    }
}
