package dev.ganglion.llm.endpoint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What monitoring sees of an endpoint. */
final class EndpointMeters {

    private static final String CALLS = "ganglion.llm.calls";

    private final Counter answered;
    private final Counter cancelled;
    private final Map<Failure.Kind, Counter> failed = new EnumMap<>(Failure.Kind.class);
    private final Timer seconds;
    private final MeterRegistry metrics;

    EndpointMeters(MeterRegistry metrics, Supplier<EndpointState> state) {
        this.metrics = metrics;
        this.answered = calls("answered");
        this.cancelled = calls("cancelled");
        for (Failure.Kind kind : Failure.Kind.values()) {
            failed.put(kind, calls(kind.outcome()));
        }
        this.seconds = Timer.builder("ganglion.llm.call.seconds")
                .description("From the sending of a call to the end of its answer")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofMinutes(5))
                .register(metrics);
        gauge("ganglion.llm.in.flight", "Calls that the server works on", state, EndpointState::inFlight);
        gauge("ganglion.llm.waiting", "Calls that wait for their turn", state, EndpointState::waiting);
        gauge("ganglion.llm.concurrency.limit", "Calls that may be in flight", state, EndpointState::limit);
        for (String reason : List.of("deployment", "down", "rate_limit")) {
            Gauge.builder(
                            "ganglion.llm.paused",
                            state,
                            now -> reason.equals(now.get().pausedFor()) ? 1 : 0)
                    .description("1 while no calls go through for this reason")
                    .tag("reason", reason)
                    .strongReference(true)
                    .register(metrics);
        }
    }

    Timer.Sample begin() {
        return Timer.start(metrics);
    }

    void answered(Timer.Sample sample) {
        answered.increment();
        sample.stop(seconds);
    }

    void failed(Failure failure, Timer.Sample sample) {
        failed.get(failure.kind()).increment();
        sample.stop(seconds);
    }

    /** In flight; a call that was waiting is none. */
    void cancelled() {
        cancelled.increment();
    }

    private Counter calls(String outcome) {
        return Counter.builder(CALLS)
                .description("Calls of the language model's server")
                .tag("outcome", outcome)
                .register(metrics);
    }

    private void gauge(
            String name, String description, Supplier<EndpointState> state, ToDoubleFunction<EndpointState> value) {
        Gauge.builder(name, state, now -> value.applyAsDouble(now.get()))
                .description(description)
                .strongReference(true)
                .register(metrics);
    }
}
