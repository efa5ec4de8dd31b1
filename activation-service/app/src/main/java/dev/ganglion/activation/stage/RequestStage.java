package dev.ganglion.activation.stage;

import dev.ganglion.delivery.DeadLetters;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Does one request at a time, on a thread of its own: it takes minutes, and the threads that poll and serve must go on. A
 * request is acknowledged when the broker has every record. Until then it is done again after a crash, a stop or a
 * rebalance, and its records have the same ids. One that cannot be done becomes a dead letter, and the next follows.
 */
@ApplicationScoped
class RequestStage {

    static final String IN = "activation-requests";

    private static final Logger LOG = Logger.getLogger(RequestStage.class);
    private static final int STOP_SECONDS = 5;

    private final RequestWork work;
    private final RequestMeters meters;
    private final DeadLetters deadLetters;
    private final RequestInHand inHand = new RequestInHand();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "recording");
        worker.setDaemon(true);
        return worker;
    });

    RequestStage(
            RequestWork work,
            RequestMeters meters,
            @ConfigProperty(name = "mp.messaging.incoming." + IN + ".group.id") String group) {
        this.work = work;
        this.meters = meters;
        this.deadLetters = new DeadLetters(group, null);
    }

    @Incoming(IN)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> request(Message<byte[]> message) {
        return Uni.createFrom()
                .item(() -> process(message))
                .runSubscriptionOn(thread)
                // The service stops: the record stays unacknowledged.
                .onFailure(RejectedExecutionException.class)
                .recoverWithUni(Uni.createFrom().nothing())
                .onItem()
                .transformToUni(settled -> settled);
    }

    /** Does the request on this thread, and returns what is still to be waited for. */
    private Uni<Void> process(Message<byte[]> message) {
        IncomingKafkaRecordMetadata<?, ?> record =
                message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
        if (!inHand.begin(new TopicPartition(record.getTopic(), record.getPartition()))) {
            return Uni.createFrom().nothing();
        }
        Throwable failure = null;
        RequestWork.Attempt attempt = work.attempt();
        try {
            attempt.run(message.getPayload(), (byte[]) record.getKey());
        } catch (Exception | OutOfMemoryError e) {
            failure = e;
        }
        if (!inHand.end()) {
            attempt.givenUp();
            return inHand.isStopped()
                    ? Uni.createFrom().nothing()
                    : Uni.createFrom().voidItem();
        }
        if (failure == null) {
            return Uni.createFrom().completionStage(message::ack);
        }
        meters.deadLettered();
        Throwable reason = attempt.refused(failure);
        return Uni.createFrom().completionStage(() -> deadLetters.put(message, reason));
    }

    /** Gives up the request in work if it is of one of these partitions. Any thread may call it. */
    void giveUp(Collection<TopicPartition> revoked) {
        inHand.giveUp(revoked);
    }

    /** Before the channels are closed, so that they have nothing to wait for. */
    void stop(@Observes @Priority(1) ShutdownEvent shutdown) throws InterruptedException {
        inHand.stop();
        thread.shutdown();
        if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.warnf("the recording did not stop within %d s", STOP_SECONDS);
        }
    }
}
