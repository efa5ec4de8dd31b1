package dev.ganglion.activation.merge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.Piece;
import dev.ganglion.events.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What is known of a neuron's record while its shards arrive, and for a while after it was merged, so that a shard that
 * comes again is known to be a repetition. Immutable.
 *
 * @param id of the record
 * @param since when it began, or was merged; milliseconds
 * @param merged whether it has been merged
 * @param shards what has come of each shard; empty once it is merged
 */
record RecordState(UUID id, Provenance provenance, long since, boolean merged, List<ShardState> shards) {

    private static final JsonMapper JSON = new JsonMapper();

    RecordState {
        shards = List.copyOf(shards);
    }

    /**
     * What has come of a shard.
     *
     * @param pieces how many it has; 0 if none has come
     * @param bytes of all its pieces
     * @param present which have come
     */
    record ShardState(int pieces, int bytes, SortedSet<Integer> present) {

        static final ShardState NOTHING = new ShardState(0, 0, new TreeSet<>());

        ShardState {
            present = Collections.unmodifiableSortedSet(new TreeSet<>(present));
        }

        /** With another piece; one of another size is of another run, which replaces what has come. */
        ShardState with(Piece piece) {
            SortedSet<Integer> all = new TreeSet<>();
            if (piece.of() == pieces && piece.bytes() == bytes) {
                all.addAll(present);
            }
            all.add(piece.index());
            return new ShardState(piece.of(), piece.bytes(), all);
        }

        @JsonIgnore
        boolean isComplete() {
            return pieces > 0 && present.size() == pieces;
        }
    }

    /** What is to be done with a partial record. */
    enum Verdict {
        TAKE,
        /** It begins another run, which replaces this one. */
        BEGIN_ANEW,
        /** Its record is merged already. */
        REPEATED,
        /** It is of another record than the other shards: their workers did not see the same model and corpus. */
        CONFLICT
    }

    static RecordState begin(NeuronActivationPartial partial, long now) {
        return new RecordState(
                partial.id(),
                partial.provenance(),
                now,
                false,
                Collections.nCopies(partial.shard().of(), ShardState.NOTHING));
    }

    /** @param partial of the same neuron and request */
    Verdict verdict(NeuronActivationPartial partial) {
        if (partial.id().equals(id)) {
            return merged ? Verdict.REPEATED : Verdict.TAKE;
        }
        boolean runAgain = merged || shards.get(partial.shard().index()).pieces() > 0;
        return runAgain ? Verdict.BEGIN_ANEW : Verdict.CONFLICT;
    }

    RecordState with(NeuronActivationPartial partial) {
        List<ShardState> more = new ArrayList<>(shards);
        int shard = partial.shard().index();
        more.set(shard, more.get(shard).with(partial.piece()));
        return new RecordState(id, provenance, since, false, more);
    }

    /** As if nothing of the shard had come. */
    RecordState without(int shard) {
        List<ShardState> fewer = new ArrayList<>(shards);
        fewer.set(shard, ShardState.NOTHING);
        return new RecordState(id, provenance, since, false, fewer);
    }

    RecordState merged(long now) {
        return new RecordState(id, provenance, now, true, List.of());
    }

    @JsonIgnore
    boolean isComplete() {
        return !merged && shards.stream().allMatch(ShardState::isComplete);
    }

    byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the state of a record cannot be written", e);
        }
    }

    static RecordState read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, RecordState.class);
        } catch (IOException e) {
            throw new IllegalStateException("the state of a record cannot be read", e);
        }
    }
}
