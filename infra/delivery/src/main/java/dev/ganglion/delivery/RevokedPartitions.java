package dev.ganglion.delivery;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Gives up the work on partitions that another process has got in a rebalance: it would be done twice. */
@ApplicationScoped
@Identifier(RevokedPartitions.NAME)
class RevokedPartitions implements KafkaConsumerRebalanceListener {

    /** As it is in {@code microprofile-config.properties}, for every channel. */
    static final String NAME = "work-in-hand";

    private final WorkInHand inHand;

    RevokedPartitions(WorkInHand inHand) {
        this.inHand = inHand;
    }

    /** Called by the thread that polls, when what is done was committed. */
    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        inHand.giveUp(consumer.groupMetadata().groupId(), partitions);
    }
}
