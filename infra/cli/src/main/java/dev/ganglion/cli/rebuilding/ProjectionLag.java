package dev.ganglion.cli.rebuilding;

import dev.ganglion.cli.stack.GroupLag;
import dev.ganglion.cli.stack.GroupLag.UnknownLagException;
import dev.ganglion.events.Topics;
import java.util.ArrayList;
import java.util.List;

/** How many records the results database has still to read. */
public final class ProjectionLag implements AutoCloseable {

    private static final String GROUP = "projection";
    /** A group that has never read has everything before it. */
    private static final String NOBODY = "projection.of-nobody";

    private final GroupLag lag;
    private final List<String> topics;

    /**
     * @param bootstrap the broker's address
     */
    public ProjectionLag(String bootstrap) {
        this.lag = new GroupLag(bootstrap);
        this.topics = new ArrayList<>(List.of(
                Topics.NEURON_ACTIVATIONS,
                Topics.EXPLANATIONS,
                Topics.SIMULATIONS,
                Topics.SCORES,
                Topics.RECIPES,
                Topics.DEAD_LETTER_DECISIONS));
        this.topics.addAll(Topics.DEAD_LETTERS);
    }

    /** Records before it. */
    public long records() throws InterruptedException, UnknownLagException {
        return of(GROUP);
    }

    /** All records that there are. */
    public long all() throws InterruptedException, UnknownLagException {
        return of(NOBODY);
    }

    private long of(String group) throws InterruptedException, UnknownLagException {
        long records = 0;
        for (String topic : topics) {
            records += lag.of(group, topic);
        }
        return records;
    }

    @Override
    public void close() {
        lag.close();
    }
}
