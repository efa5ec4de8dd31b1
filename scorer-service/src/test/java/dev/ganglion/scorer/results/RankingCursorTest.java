package dev.ganglion.scorer.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ganglion.events.NeuronId;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class RankingCursorTest {

    @Property
    void aPlaceComesBackExactly(@ForAll @DoubleRange(min = -1, max = 1) double score, @ForAll long id) {
        RankingCursor cursor = new RankingCursor(score, null, new UUID(id, ~id));

        assertThat(RankingCursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @Example
    void aPlaceAmongTheUndefinedComesBackToo() {
        RankingCursor cursor = new RankingCursor(null, NeuronId.mlp("gpt2-xl", 31, 892), new UUID(1, 2));

        assertThat(RankingCursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @Property
    void anythingElseIsRefusedWithOneSentence(@ForAll String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankingCursor.parse(text))
                .withMessage("after must be the \"next\" of the page before");
    }
}
