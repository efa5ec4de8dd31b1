package dev.ganglion.llm.endpoint;

import dev.ganglion.llm.endpoint.Transport.Answer;
import dev.ganglion.llm.endpoint.Turns.Turn;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.RefusedException;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * A server that speaks OpenAI's HTTP API. A call runs on the Vert.x context that it is subscribed on, or on one of its own;
 * cancelling gives up its place in the queue, or closes the connection it is on. Any thread may use it.
 */
public final class HttpEndpoint implements Endpoint, AutoCloseable {

    private final Vertx vertx;
    private final EndpointSettings settings;
    private final Transport transport;
    private final Classifier classifier;
    private final Turns turns;
    private final EndpointMeters meters;
    private final Unreadable unreadable = new Unreadable();
    private final Refusals refusals;

    /** Opens no connection before the first call. */
    public HttpEndpoint(Vertx vertx, EndpointSettings settings, MeterRegistry metrics) {
        this(
                vertx,
                settings,
                metrics,
                new VertxTransport(vertx, settings),
                Clock.systemUTC(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    HttpEndpoint(
            Vertx vertx,
            EndpointSettings settings,
            MeterRegistry metrics,
            Transport transport,
            Clock clock,
            DoubleSupplier random) {
        this.vertx = vertx;
        this.settings = settings;
        this.transport = transport;
        this.classifier = new Classifier(settings, clock);
        this.turns = new Turns(vertx, settings.limits(), TimeMeter.SYSTEM_NANOTIME, random);
        this.meters = new EndpointMeters(metrics, this::snapshot);
        this.refusals = new Refusals(settings.baseUrl(), settings.limits().refusalsInARow());
    }

    @Override
    public String url() {
        return settings.baseUrl();
    }

    /** How it is doing now. */
    public EndpointState snapshot() {
        return turns.state(url());
    }

    @Override
    public Uni<Completion> call(ModelRequest request, long tokens) {
        return call(request, tokens, () -> {});
    }

    @Override
    public Uni<Completion> call(ModelRequest request, long tokens, Runnable leaves) {
        return Uni.createFrom().emitter(emitter -> new Call(request, leaves, emitter).start(tokens));
    }

    @Override
    public void close() {
        transport.close();
    }

    /** One call, on one Vert.x context. */
    private final class Call {

        private final ModelRequest request;
        private final Runnable leaves;
        private final UniEmitter<? super Completion> emitter;
        private final Context context;
        private Turn turn;
        private boolean cancelled;
        private boolean over;
        private Cancellable exchange;
        private Timer.Sample sample;

        Call(ModelRequest request, Runnable leaves, UniEmitter<? super Completion> emitter) {
            this.request = request;
            this.leaves = leaves;
            this.emitter = emitter;
            this.context = vertx.getOrCreateContext();
        }

        void start(long tokens) {
            emitter.onTermination(this::cancel);
            if (Vertx.currentContext() == context) {
                queue(tokens);
            } else {
                context.runOnContext(here -> queue(tokens));
            }
        }

        private void queue(long tokens) {
            // Whoever ends another call grants the turn, on its own thread. Here it begins after this method at the
            // earliest.
            Turn place = turns.join(tokens, () -> context.runOnContext(granted -> begin()));
            synchronized (this) {
                turn = place;
                if (!cancelled) {
                    return;
                }
            }
            place.cancelled();
        }

        private void begin() {
            synchronized (this) {
                if (cancelled) {
                    return;
                }
                sample = meters.begin();
            }
            Cancellable begun = transport
                    .send(request.path(), request.body(), leaves)
                    .subscribe()
                    .with(this::receive, this::lost);
            boolean gone;
            synchronized (this) {
                exchange = begun;
                gone = cancelled;
            }
            if (gone) {
                begun.cancel();
            }
        }

        private void cancel() {
            synchronized (this) {
                if (cancelled || over) {
                    return;
                }
                cancelled = true;
            }
            if (sample != null) {
                meters.cancelled();
            }
            if (exchange != null) {
                exchange.cancel();
            }
            if (turn != null) {
                turn.cancelled();
            }
        }

        private void receive(Answer answer) {
            if (answer.status() / 100 != 2) {
                fail(classifier.of(answer, request));
                return;
            }
            try {
                Completion completion = AnswerReader.read(answer.body());
                if (completion == null) {
                    fail(classifier.ofForeignObject(answer, request));
                } else {
                    complete(completion);
                }
            } catch (IOException e) {
                fail(classifier.ofBody(answer, request));
            }
        }

        private void complete(Completion completion) {
            unreadable.readable(request);
            if (end()) {
                refusals.answered(request);
                meters.answered(sample);
                turn.answered();
                emitter.complete(completion);
            }
        }

        private void lost(Throwable cause) {
            if (cause instanceof TransportException exception) {
                fail(classifier.of(exception));
            } else if (end()) {
                // A fault of ours: it must neither keep the slot nor pass for the server's.
                turn.cancelled();
                emitter.fail(cause);
            }
        }

        private void fail(Failure first) {
            if (!end()) {
                return;
            }
            Failure failure = first.kind() == Failure.Kind.UNWANTED ? refusals.judged(request, first) : first;
            meters.failed(failure, sample);
            Duration after = turn.failed(failure);
            if (failure.kind() == Failure.Kind.REFUSED) {
                emitter.fail(new RefusedException(failure.sentence()));
            } else if (failure.kind() == Failure.Kind.UNREADABLE && unreadable.again(request)) {
                emitter.fail(new RefusedException(failure.sentence() + ", " + Unreadable.MOST + " times in a row"));
            } else {
                emitter.fail(new TryAgainException(failure.sentence(), after, failure.perhapsBilled()));
            }
        }

        private synchronized boolean end() {
            boolean first = !cancelled && !over;
            over = true;
            return first;
        }
    }
}
