package dev.ganglion.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that this process works on, so that work can be given up: that of a partition which another process has got,
 * and all when the service stops. Whoever works registers. Safe for any number of threads.
 */
@ApplicationScoped
public class WorkInHand {

    private final Set<Work> works = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /**
     * Registers the work for a record.
     *
     * @param group the consumer group that read it
     * @return nothing if no more work is to be begun: the record stays as it is, unacknowledged
     */
    public Optional<Work> begin(String group, TopicPartition partition) {
        Work work = new Work(this, group, partition);
        works.add(work);
        // Looked at after it was added: whoever stops then looks at what was added either finds it, or let it not
        // begin.
        if (stopping) {
            works.remove(work);
            return Optional.empty();
        }
        return Optional.of(work);
    }

    /** Whether the service stops. */
    public boolean isStopping() {
        return stopping;
    }

    /** Lets no more work begin. */
    void beginNoMore() {
        stopping = true;
    }

    /** Gives up the work for records of these partitions; what came of a record that is done is on its way. */
    void giveUp(String group, Collection<TopicPartition> partitions) {
        for (Work work : works) {
            if (partitions.stream().anyMatch(partition -> work.isOf(group, partition))) {
                work.giveUp();
            }
        }
    }

    void giveUpAll() {
        works.forEach(Work::giveUp);
    }

    /** Records that are worked on, or whose results are not acknowledged yet. */
    int size() {
        return works.size();
    }

    /** Records that are worked on. */
    long inWork() {
        return works.stream().filter(Work::isInWork).count();
    }

    void remove(Work work) {
        works.remove(work);
    }
}
