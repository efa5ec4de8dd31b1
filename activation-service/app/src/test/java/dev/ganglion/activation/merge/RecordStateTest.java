package dev.ganglion.activation.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.activation.merge.RecordState.Verdict;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Piece;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Shard;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordStateTest {

    private static final UUID RECORD = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final UUID REQUEST = UUID.randomUUID();

    private static NeuronActivationPartial partial(UUID id, int shard, Piece piece) {
        return new NeuronActivationPartial(
                id,
                NeuronId.mlp("demo", 0, 7),
                new Provenance("s", "c", "d", 1, 64, "k"),
                REQUEST,
                new Shard(shard, 2),
                piece,
                "");
    }

    private static NeuronActivationPartial whole(UUID id, int shard) {
        return partial(id, shard, new Piece(0, 1, 0));
    }

    private static RecordState stateOf(NeuronActivationPartial... partials) {
        RecordState state = RecordState.begin(partials[0], 17);
        for (NeuronActivationPartial partial : partials) {
            state = state.with(partial);
        }
        return RecordState.read(state.bytes());
    }

    @Test
    void aRecordIsCompleteWhenAllPiecesOfAllShardsAreThere() {
        Piece first = new Piece(0, 2, 10);
        Piece second = new Piece(1, 2, 10);

        assertThat(stateOf(whole(RECORD, 0)).isComplete()).isFalse();
        assertThat(stateOf(whole(RECORD, 0), partial(RECORD, 1, first)).isComplete())
                .isFalse();
        assertThat(stateOf(partial(RECORD, 1, second), whole(RECORD, 0), partial(RECORD, 1, first))
                        .isComplete())
                .isTrue();
    }

    @Test
    void aShardThatComesTwiceReplacesItself() {
        assertThat(stateOf(whole(RECORD, 0), whole(RECORD, 0)).isComplete()).isFalse();
        assertThat(stateOf(whole(RECORD, 0), whole(RECORD, 0), whole(RECORD, 1)))
                .isEqualTo(stateOf(whole(RECORD, 0), whole(RECORD, 1)));
    }

    @Test
    void piecesOfDifferentSizesAreNotMixed() {
        RecordState state = stateOf(
                whole(RECORD, 0), partial(RECORD, 1, new Piece(0, 2, 10)), partial(RECORD, 1, new Piece(1, 2, 11)));

        assertThat(state.isComplete()).isFalse();
        assertThat(state.with(partial(RECORD, 1, new Piece(0, 2, 11))).isComplete())
                .isTrue();
    }

    @Test
    void afterTheMergeAShardIsARepetitionAndAnotherRecordBeginsAnew() {
        // Given
        RecordState merged = stateOf(whole(RECORD, 0), whole(RECORD, 1)).merged(18);

        // Then
        assertThat(merged.isComplete()).isFalse();
        assertThat(merged.verdict(whole(RECORD, 1))).isEqualTo(Verdict.REPEATED);
        assertThat(merged.verdict(whole(OTHER, 1))).isEqualTo(Verdict.BEGIN_ANEW);
    }

    @Test
    void aShardOfAnotherRecordIsAConflictUnlessItReplacesItself() {
        // Given
        RecordState waiting = stateOf(whole(RECORD, 0));

        // Then
        assertThat(waiting.verdict(whole(RECORD, 1))).isEqualTo(Verdict.TAKE);
        assertThat(waiting.verdict(whole(OTHER, 1))).isEqualTo(Verdict.CONFLICT);
        assertThat(waiting.verdict(whole(OTHER, 0))).isEqualTo(Verdict.BEGIN_ANEW);
    }
}
