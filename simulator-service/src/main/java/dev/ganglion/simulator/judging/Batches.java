package dev.ganglion.simulator.judging;

import dev.ganglion.events.Excerpt;
import java.util.ArrayList;
import java.util.List;

/**
 * Excerpts dealt out to questions. Neither what is in a question nor its order says which excerpts fire: each has
 * positives and negatives in about the proportion of the whole, in random order.
 */
final class Batches {

    private Batches() {}

    /** An excerpt to be judged and what is true of it. */
    record Judged(Excerpt excerpt, boolean fires) {}

    /**
     * Deals them out.
     *
     * @param size the most excerpts of a question. From 2 on every question has both kinds: where there are too few of one
     *     kind for that, some of the other are left out
     * @param most the most excerpts of either kind
     */
    static List<List<Judged>> of(Choice choice, int size, int most, Chance chance) {
        int positives = Math.min(most, choice.positives().size());
        int negatives = Math.min(most, choice.negatives().size());
        if (size > 1) {
            int fewest = Math.min(positives, negatives);
            positives = Math.min(positives, (size - 1) * fewest);
            negatives = Math.min(negatives, (size - 1) * fewest);
        }
        List<List<Judged>> batches = new ArrayList<>();
        int count = (positives + negatives + size - 1) / size;
        for (int i = 0; i < count; i++) {
            batches.add(new ArrayList<>());
        }
        int next = 0;
        for (Excerpt excerpt : chance.shuffled("positives", choice.positives()).subList(0, positives)) {
            batches.get(next++ % count).add(new Judged(excerpt, true));
        }
        // Goes on where the others ended, so that no question has two excerpts more than another.
        for (Excerpt excerpt : chance.shuffled("negatives", choice.negatives()).subList(0, negatives)) {
            batches.get(next++ % count).add(new Judged(excerpt, false));
        }
        return batches.stream().map(batch -> shuffled(batch, chance)).toList();
    }

    private static List<Judged> shuffled(List<Judged> batch, Chance chance) {
        List<Excerpt> order =
                chance.shuffled("order", batch.stream().map(Judged::excerpt).toList());
        List<Judged> shuffled = new ArrayList<>(batch);
        shuffled.sort((a, b) -> Integer.compare(order.indexOf(a.excerpt()), order.indexOf(b.excerpt())));
        return List.copyOf(shuffled);
    }
}
