package dev.ganglion.activation.recording;

import dev.ganglion.activation.RequestException;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.EventException;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.TokenTable;
import java.util.Arrays;
import java.util.List;

/**
 * Makes records small enough to be sent. One that is too large loses the last entries of its token table, which are the
 * lowest; a token that is not in it counts as the neuron's mean.
 */
final class EventLimit {

    private static final EventCodec<NeuronActivations> CODEC = EventCodec.of(NeuronActivations.class);

    /** Bytes for all that is neither a token nor a number of a list, names of fields included. */
    private static final int FRAME = 4096;

    private static final int EXCERPT_FRAME = 256;
    /** A number of four digits, {@code -1.234e-10}, or a count, with its comma. */
    private static final int NUMBER = 21;

    private EventLimit() {}

    /**
     * The record, or a smaller one.
     *
     * @throws RequestException if its excerpts alone are too large
     */
    static NeuronActivations fitted(NeuronActivations record) {
        NeuronActivations smaller = record;
        while (!fits(smaller)) {
            int entries = smaller.tokenTable().tokens().size();
            if (entries == 0) {
                throw new RequestException("The excerpts of " + record.neuron().key() + " take more than the "
                        + EventCodec.LARGEST_EVENT + " bytes of an event; ask for fewer excerpt tokens.");
            }
            smaller = withEntries(smaller, entries - Math.max(1, entries / 8));
        }
        return smaller;
    }

    private static NeuronActivations withEntries(NeuronActivations record, int entries) {
        TokenTable table = record.tokenTable();
        TokenTable shorter = new TokenTable(
                table.tokens().subList(0, entries),
                ActivationValues.of(Arrays.copyOf(table.sums().toArray(), entries)),
                table.counts().subList(0, entries),
                table.mean(),
                table.coverage());
        return new NeuronActivations(
                record.id(), record.neuron(), record.provenance(), record.statistics(), record.excerpts(), shorter);
    }

    /** Most fit by far, which is seen without writing them. */
    private static boolean fits(NeuronActivations record) {
        return bound(record) <= EventCodec.LARGEST_EVENT || fitsWhenWritten(record);
    }

    /** More bytes than it has. */
    private static long bound(NeuronActivations record) {
        long bytes = FRAME + bound(record.provenance().corpus());
        for (Excerpt excerpt : record.excerpts()) {
            bytes += EXCERPT_FRAME
                    + bound(excerpt.tokens())
                    + (long) NUMBER * excerpt.tokens().size();
        }
        TokenTable table = record.tokenTable();
        return bytes + bound(table.tokens()) + 2L * NUMBER * table.tokens().size();
    }

    private static long bound(List<String> texts) {
        long bytes = 0;
        for (String text : texts) {
            bytes += bound(text);
        }
        return bytes;
    }

    /** A character takes up to six bytes, when it is escaped; and there are quotation marks and a comma. */
    private static long bound(String text) {
        return 6L * text.length() + 3;
    }

    private static boolean fitsWhenWritten(NeuronActivations record) {
        try {
            CODEC.encode(record);
            return true;
        } catch (EventException e) {
            return false;
        }
    }
}
