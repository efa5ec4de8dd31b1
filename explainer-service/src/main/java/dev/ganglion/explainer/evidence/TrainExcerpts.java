package dev.ganglion.explainer.evidence;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Split;
import java.util.List;

/** The excerpts of a record that an explainer may see (paper, "Step 1"). */
public final class TrainExcerpts {

    private TrainExcerpts() {}

    /**
     * Those of the split train on which the neuron fires, in the record's order.
     *
     * @param most at most so many
     */
    public static List<Excerpt> firing(NeuronActivations record, int most) {
        if (!record.statistics().fires()) {
            return List.of();
        }
        return record.excerpts().stream()
                .filter(excerpt -> excerpt.split() == Split.TRAIN && excerpt.maximum() > 0)
                .limit(most)
                .toList();
    }
}
