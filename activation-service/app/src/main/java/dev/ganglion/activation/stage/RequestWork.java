package dev.ganglion.activation.stage;

import dev.ganglion.activation.RequestException;
import dev.ganglion.activation.models.LoadedModels;
import dev.ganglion.activation.recording.Recording;
import dev.ganglion.activation.recording.RequestProgress;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.EventException;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.collation.CollationMemory;
import dev.ganglion.subject.corpus.CorpusException;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What is done for a request, and noted of it. */
@Singleton
class RequestWork {

    private static final Logger LOG = Logger.getLogger(RequestWork.class);
    private static final int MEGABYTE = 1 << 20;

    private final Recording recording;
    private final RequestLog log;
    private final RequestMeters meters;
    private final RecordChannels records;
    private final String service;

    RequestWork(
            LoadedModels models,
            RequestLog log,
            RequestMeters meters,
            RecordChannels records,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "activation.batch-tokens") int batchTokens,
            @ConfigProperty(name = "collation.memory") Optional<MemorySize> collationMemory,
            @ConfigProperty(name = "token.table.memory") Optional<MemorySize> tokenTableMemory) {
        this.recording = new Recording(models, batchTokens, memory(collationMemory, tokenTableMemory));
        this.log = log;
        this.meters = meters;
        this.records = records;
        this.service = service;
    }

    /** Unless it is said otherwise half of the heap; the other half is for records on the way and texts. */
    private static CollationMemory memory(Optional<MemorySize> collation, Optional<MemorySize> tokenTable) {
        long bytes = collation
                .map(MemorySize::asLongValue)
                .orElseGet(() -> Runtime.getRuntime().maxMemory() / 2);
        return new CollationMemory(
                bytes, tokenTable.map(MemorySize::asLongValue).orElse(bytes));
    }

    Attempt attempt() {
        return new Attempt();
    }

    /** One request, done once. For the recording's thread. */
    final class Attempt {

        private RequestProgress progress;

        private Attempt() {}

        /**
         * Returns when the broker has every record.
         *
         * @param event the request as read
         * @param key its record's key; null if it has none
         */
        void run(byte[] event, byte[] key) throws InterruptedException {
            ActivationRequest request = decode(event, key);
            progress = log.begin(request);
            LOG.infof(
                    "%s: request %s, shard %d of %d, over %s",
                    request.model(),
                    request.id(),
                    request.shard().index() + 1,
                    request.shard().of(),
                    request.corpus());
            long start = System.nanoTime();
            RecordPublisher publisher = new RecordPublisher(records, service, () -> {
                progress.published();
                meters.published();
            });
            PhaseLog phases = new PhaseLog(progress, request.model(), meters);
            recording.run(request, phases, publisher);
            publisher.awaitAll();
            phases.ended();
            progress.done();
            meters.processed(Duration.ofNanos(System.nanoTime() - start));
        }

        /** It was taken away before it was done. */
        void givenUp() {
            if (progress != null) {
                LOG.infof(
                        "request %s is given up here, and not acknowledged",
                        progress.now().id());
                log.forget(progress);
            }
        }

        /** It cannot be done; returns the reason to put down. */
        Throwable refused(Throwable failure) {
            Throwable reason = reason(failure);
            if (progress != null) {
                progress.refused(reason.getMessage());
            }
            return reason;
        }
    }

    private static ActivationRequest decode(byte[] event, byte[] key) {
        ActivationRequest request = EventTopic.ACTIVATION_REQUESTS.codec().decode(event);
        String expected = EventTopic.ACTIVATION_REQUESTS.key().apply(request);
        if (key != null && !expected.equals(new String(key, StandardCharsets.UTF_8))) {
            throw new EventException("the record's key is not that of its event, " + expected);
        }
        return request;
    }

    private static Throwable reason(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return new RequestException("The " + Runtime.getRuntime().maxMemory() / MEGABYTE
                    + " MB of heap are too little for this request; ask for fewer layers, or start the service with a"
                    + " larger -Xmx.");
        }
        if (failure instanceof EventException
                || failure instanceof RequestException
                || failure instanceof ModelException
                || failure instanceof CorpusException) {
            return failure;
        }
        LOG.error("an unexpected failure of a request", failure);
        return new IllegalStateException(
                "The request failed unexpectedly (" + failure.getClass().getSimpleName()
                        + "); the service's log has more.",
                failure);
    }
}
