package dev.ganglion.activation.stage;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Gives up a request that another worker has got in a rebalance: it would be done twice. */
@ApplicationScoped
@Identifier(RevokedPartitions.NAME)
class RevokedPartitions implements KafkaConsumerRebalanceListener {

    static final String NAME = "activation-requests";

    private final RequestStage stage;

    RevokedPartitions(RequestStage stage) {
        this.stage = stage;
    }

    /** Called by the thread that polls. */
    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        stage.giveUp(partitions);
    }
}
