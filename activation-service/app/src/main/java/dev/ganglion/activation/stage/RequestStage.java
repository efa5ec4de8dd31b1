package dev.ganglion.activation.stage;

import dev.ganglion.activation.recording.ModelShelf;
import dev.ganglion.activation.recording.Recording;
import dev.ganglion.activation.recording.RequestProgress;
import dev.ganglion.delivery.DeadLetters;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.ActivationRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Does one request at a time, on a thread of its own: it takes minutes, and the thread that polls must go on polling. A
 * request is acknowledged when the broker has every record; until then it is done again after a crash, and its records
 * have the same ids.
 */
@ApplicationScoped
class RequestStage {

    private static final Logger LOG = Logger.getLogger(RequestStage.class);
    private static final String GROUP = "activation";
    private static final int STOP_SECONDS = 15;
    private static final CompletionStage<Void> NOT_ACKNOWLEDGED = CompletableFuture.completedFuture(null);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "recording"));
    private final DeadLetters deadLetters = new DeadLetters(GROUP, null);
    private final Recording recording;
    private final RequestLog log;
    private final Emitter<byte[]> records;
    private final Counter published;
    private final Timer timer;

    RequestStage(
            ModelShelf models,
            RequestLog log,
            @Channel("neuron-activations") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 256)
                    Emitter<byte[]> records,
            @ConfigProperty(name = "activation.batch-size") int batchSize,
            MeterRegistry metrics) {
        this.recording = new Recording(models, batchSize);
        this.log = log;
        this.records = records;
        this.published = Counter.builder("ganglion.neurons.published")
                .description("Neuron records that the broker has")
                .register(metrics);
        this.timer = Timer.builder("ganglion.request")
                .description("Time of a whole activation request")
                .register(metrics);
    }

    @Incoming("activation-requests")
    Uni<Void> request(Message<byte[]> message) {
        return Uni.createFrom().item(message).emitOn(thread).onItem().transformToUni(received -> Uni.createFrom()
                .completionStage(work(received)));
    }

    /** Does the request on this thread; what comes back completes when it is acknowledged, or put aside. */
    private CompletionStage<Void> work(Message<byte[]> message) {
        RequestProgress progress = null;
        try {
            ActivationRequest request = EventTopic.ACTIVATION_REQUESTS.codec().decode(message.getPayload());
            progress = log.begin(request.id().toString(), request.model());
            LOG.infof("recording %s over %s", request.model(), request.corpus());
            long started = System.nanoTime();
            RecordPublisher publisher = new RecordPublisher(records, progress, published::increment);
            recording.run(request, progress, publisher);
            publisher.awaitAll();
            progress.done();
            long nanos = System.nanoTime() - started;
            timer.record(nanos, TimeUnit.NANOSECONDS);
            LOG.infof(
                    "recorded %d neurons of %s in %.1f s", progress.state().published(), request.model(), nanos / 1e9);
            return message.ack();
        } catch (InterruptedException e) {
            LOG.info("stopped while recording; the request will be done again");
            Thread.currentThread().interrupt();
            return NOT_ACKNOWLEDGED;
        } catch (RuntimeException e) {
            if (progress != null) {
                progress.refused(e.getMessage());
            }
            return deadLetters.put(message, e);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.warnf("the recording did not stop within %d s", STOP_SECONDS);
        }
    }
}
