package dev.ganglion.simulator.judging;

import dev.ganglion.events.Excerpt;
import dev.ganglion.simulator.judging.Batches.Judged;
import java.util.BitSet;
import java.util.List;

/**
 * Which tokens of an excerpt are marked. In one that fires, those that the neuron fires on. In a silent one, the marks of
 * one that fires, drawn at random, moved on by a random number of positions: as many marks, as close together, at places
 * that no two excerpts share but by chance. So nothing but the words under the marks tells right ones from wrong ones.
 */
final class Marks {

    private final Thresholds thresholds;
    private final List<Excerpt> positives;
    private final Chance chance;

    /** @param positives excerpts that fire, at least one; what the marks of silent ones are like */
    Marks(Thresholds thresholds, List<Excerpt> positives, Chance chance) {
        this.thresholds = thresholds;
        this.positives = List.copyOf(positives);
        this.chance = chance;
    }

    /** The marked positions, none of them before {@link Excerpt#FIRST_COUNTED}; at least one. */
    BitSet of(Judged judged) {
        Excerpt excerpt = judged.excerpt();
        return judged.fires()
                ? firing(excerpt)
                : moved(
                        firing(positives.get(chance.below(positives.size(), "marks like", excerpt))),
                        excerpt.tokens().size() - Excerpt.FIRST_COUNTED,
                        chance.of("marks from", excerpt));
    }

    private BitSet firing(Excerpt excerpt) {
        BitSet marks = new BitSet();
        for (int i = 0; i < excerpt.tokens().size(); i++) {
            marks.set(i, thresholds.firesOn(excerpt, i));
        }
        return marks;
    }

    /** @param counted how many positions there are to be marked */
    private static BitSet moved(BitSet marks, int counted, long by) {
        int offset = (int) Long.remainderUnsigned(by, counted);
        BitSet moved = new BitSet();
        marks.stream()
                .map(position -> Excerpt.FIRST_COUNTED + (position - Excerpt.FIRST_COUNTED + offset) % counted)
                .forEach(moved::set);
        return moved;
    }
}
