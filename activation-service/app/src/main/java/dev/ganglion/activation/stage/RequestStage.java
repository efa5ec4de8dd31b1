package dev.ganglion.activation.stage;

import dev.ganglion.delivery.DeadLetters;
import dev.ganglion.delivery.Work;
import dev.ganglion.delivery.WorkInHand;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Does one request at a time, on a thread of its own: it takes minutes, and the threads that poll and serve must go on. A
 * request is acknowledged when the broker has every record. Until then it is done again after a crash, a stop or a
 * rebalance, and its records have the same ids. One that cannot be done becomes a dead letter, and the next follows.
 */
@ApplicationScoped
class RequestStage {

    static final String IN = "activation-requests";

    private final RequestWork requests;
    private final RequestMeters meters;
    private final DeadLetters deadLetters;
    private final String group;
    private final WorkInHand inHand;
    private final RequestInHand request = new RequestInHand();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "recording");
        worker.setDaemon(true);
        return worker;
    });

    RequestStage(
            RequestWork requests,
            RequestMeters meters,
            WorkInHand inHand,
            @ConfigProperty(name = "mp.messaging.incoming." + IN + ".group.id") String group) {
        this.requests = requests;
        this.meters = meters;
        this.inHand = inHand;
        this.group = group;
        this.deadLetters = new DeadLetters(group, null);
    }

    @Incoming(IN)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> request(Message<byte[]> message) {
        return Uni.createFrom()
                .item(() -> process(message))
                .runSubscriptionOn(thread)
                .onItem()
                .transformToUni(settled -> settled);
    }

    /** Does the request on this thread, and returns what is still to be waited for. */
    private Uni<Void> process(Message<byte[]> message) {
        IncomingKafkaRecordMetadata<?, ?> record =
                message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
        Optional<Work> begun = inHand.begin(group, new TopicPartition(record.getTopic(), record.getPartition()));
        if (begun.isEmpty()) {
            // The service stops: the record stays unacknowledged, and none behind it is begun.
            return Uni.createFrom().nothing();
        }
        Work work = begun.get();
        request.begin(work);
        Throwable failure = null;
        RequestWork.Attempt attempt = requests.attempt();
        try {
            attempt.run(message.getPayload(), (byte[]) record.getKey());
        } catch (Exception | OutOfMemoryError e) {
            failure = e;
        }
        if (!request.end()) {
            attempt.givenUp();
            work.over();
            return inHand.isStopping()
                    ? Uni.createFrom().nothing()
                    : Uni.createFrom().voidItem();
        }
        if (failure == null) {
            return settled(work, Uni.createFrom().completionStage(message::ack));
        }
        meters.deadLettered();
        Throwable reason = attempt.refused(failure);
        return settled(work, Uni.createFrom().completionStage(() -> deadLetters.put(message, reason)));
    }

    private static Uni<Void> settled(Work work, Uni<Void> settle) {
        return settle.onTermination().invoke(work::over);
    }

    @PreDestroy
    void stop() {
        thread.shutdown();
    }
}
