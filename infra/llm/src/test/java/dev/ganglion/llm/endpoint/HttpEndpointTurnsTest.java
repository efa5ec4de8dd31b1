package dev.ganglion.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.ganglion.llm.endpoint.EndpointSettings.Limits;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import dev.ganglion.llm.scripted.ScriptedModelServer.Call;
import dev.ganglion.local.Ports;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many calls: who may go, who waits, and what a pause does to them. */
class HttpEndpointTurnsTest {

    @Test
    void noMoreCallsAreInFlightThanAllowed() {
        // Given
        try (Rig rig = new Rig(Rig.concurrency(4))) {
            rig.server.script(call -> Reply.chat("ok").after(20));

            // When
            join(begin(rig, 40));

            // Then
            assertThat(rig.server.mostOpen()).isEqualTo(4);
            assertThat(rig.server.count()).isEqualTo(40);
            assertThat(rig.endpoint.snapshot().inFlight()).isZero();
            assertThat(rig.endpoint.snapshot().waiting()).isZero();
        }
    }

    @Test
    void callersComeInTheOrderInWhichTheyAsked() {
        // Given
        try (Rig rig = new Rig(Rig.concurrency(1))) {
            rig.server.script(call -> Reply.chat("ok"));

            // When
            join(begin(rig, 30));

            // Then
            assertThat(rig.server.calls().stream().map(Call::prompt))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 30).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    void anAnswerComesOnTheCallersContext() throws Exception {
        // Given
        try (Rig rig = new Rig(Rig.concurrency(1))) {
            rig.server.script(call -> Reply.chat("ok").after(20));
            CompletableFuture<Completion> other = rig.begin(Requests.chat("other"));
            Context context = rig.vertx.getOrCreateContext();
            CompletableFuture<List<Context>> seen = new CompletableFuture<>();

            // When
            context.runOnContext(here -> {
                List<Context> contexts = new ArrayList<>();
                rig.endpoint
                        .call(Requests.chat("mine"), 1, () -> contexts.add(Vertx.currentContext()))
                        .subscribe()
                        .with(answer -> {
                            contexts.add(Vertx.currentContext());
                            seen.complete(contexts);
                        });
            });

            // Then
            assertThat(seen.get(5, TimeUnit.SECONDS)).containsExactly(context, context);
            other.join();
        }
    }

    @Test
    void a429HalvesTheLimitOnceForABurst() {
        // Given
        try (Rig rig = new Rig(Rig.concurrency(16))) {
            rig.server.script(call -> Reply.problem(429, "rate_limit_exceeded", "slow down")
                    .with("retry-after-ms", "1")
                    .after(100));

            // When
            List<CompletableFuture<Completion>> calls = begin(rig, 16);
            calls.forEach(call -> catchThrowable(call::join));

            // Then
            assertThat(rig.endpoint.snapshot().limit()).isEqualTo(8);
            assertThat(rig.calls("rate_limited")).isEqualTo(16);
        }
    }

    @Test
    void calmRaisesTheLimitAgain() {
        // Given
        try (Rig rig = new Rig(Rig.concurrency(8))) {
            rig.server.next(Reply.problem(429, "x", "x").with("retry-after-ms", "1"));
            catchThrowable(() -> rig.ask(Requests.chat("hi")));
            rig.server.script(call -> Reply.chat("ok"));

            // When
            int before = rig.endpoint.snapshot().limit();
            join(begin(rig, 200));

            // Then
            assertThat(before).isEqualTo(4);
            assertThat(rig.endpoint.snapshot().limit()).isEqualTo(8);
        }
    }

    @Test
    void aWaitingCallThatIsCancelledIsNeverSent() {
        // Given
        try (Rig rig = new Rig(Rig.concurrency(1))) {
            rig.server.script(call -> Reply.chat("ok").after(200));
            CompletableFuture<Completion> first = rig.begin(Requests.chat("first"));
            AtomicInteger left = new AtomicInteger();
            Cancellable second = rig.endpoint
                    .call(Requests.chat("second"), 1, left::incrementAndGet)
                    .subscribe()
                    .with(answer -> {});
            await().until(() -> rig.endpoint.snapshot().waiting() == 1);

            // When
            second.cancel();
            CompletableFuture<Completion> third = rig.begin(Requests.chat("third"));
            join(List.of(first, third));

            // Then
            assertThat(rig.server.calls().stream().map(Call::prompt)).containsExactly("first", "third");
            assertThat(left).hasValue(0);
        }
    }

    @Test
    void aCallInFlightThatIsCancelledGivesItsSlotBack() {
        // Given
        try (Rig rig = new Rig(Rig.concurrency(1))) {
            rig.server.script(
                    call -> call.prompt().equals("stuck") ? Reply.chat("late").after(60_000) : Reply.chat("ok"));
            Cancellable stuck =
                    rig.endpoint.call(Requests.chat("stuck"), 1).subscribe().with(answer -> {});
            await().until(() -> rig.server.count() == 1);
            CompletableFuture<Completion> next = rig.begin(Requests.chat("next"));

            // When
            stuck.cancel();

            // Then
            assertThat(next).succeedsWithin(Duration.ofSeconds(5));
            assertThat(rig.calls("cancelled")).isEqualTo(1);
            assertThat(rig.endpoint.snapshot().inFlight()).isZero();
        }
    }

    @Test
    void whileAServerIsDownCallsWaitAndThenGoThrough() throws Exception {
        // Given
        int port = Ports.free();
        try (Rig rig = new Rig(Rig.QUICK, null, "http://127.0.0.1:" + port + "/v1")) {
            for (int i = 0; i < 5; i++) {
                catchThrowable(() -> rig.ask(Requests.chat("hi")));
            }
            assertThat(rig.endpoint.snapshot().pausedFor()).isEqualTo("down");

            // When
            List<CompletableFuture<Completion>> calls = begin(rig, 30);
            Thread.sleep(500);
            long failedMeanwhile =
                    calls.stream().filter(CompletableFuture::isDone).count();
            try (ScriptedModelServer server = ScriptedModelServer.start(port).script(call -> Reply.chat("back"))) {
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> calls.stream().allMatch(CompletableFuture::isDone));

                // Then: one probe each 150 ms, and nobody else
                assertThat(failedMeanwhile).isBetween(1L, 6L);
                assertThat(calls.stream().filter(call -> !call.isCompletedExceptionally()))
                        .hasSizeGreaterThanOrEqualTo(23);
                assertThat(rig.endpoint.snapshot().paused()).isNull();
                assertThat(server.count())
                        .isEqualTo(30
                                - (int) calls.stream()
                                        .filter(CompletableFuture::isCompletedExceptionally)
                                        .count());
            }
        }
    }

    @Test
    void whileTheKeyIsWrongOneCallProbes() {
        // Given
        try (Rig rig = new Rig()) {
            rig.server.script(call -> Reply.problem(401, "invalid_api_key", "no"));
            catchThrowable(() -> rig.ask(Requests.chat("hi")));

            // When
            List<CompletableFuture<Completion>> calls = begin(rig, 20);
            await().until(() -> rig.server.count() == 3);
            int waiting = rig.endpoint.snapshot().waiting();
            double paused = rig.metrics
                    .get("ganglion.llm.paused")
                    .tag("reason", "deployment")
                    .gauge()
                    .value();
            rig.server.script(call -> Reply.chat("ok"));

            // Then
            await().until(() -> calls.stream().allMatch(CompletableFuture::isDone));
            assertThat(waiting).isBetween(16, 19);
            assertThat(paused).isEqualTo(1);
            assertThat(rig.server.mostOpen()).isLessThanOrEqualTo(8);
            assertThat(rig.endpoint.snapshot().paused()).isNull();
        }
    }

    @Test
    void aProbeThatIsCancelledIsFollowedByAnother() {
        // Given
        try (Rig rig = new Rig(Rig.concurrency(8))) {
            rig.server.next(Reply.problem(401, "invalid_api_key", "no"));
            rig.server.script(
                    call -> call.prompt().equals("probe") ? Reply.chat("late").after(60_000) : Reply.chat("ok"));
            catchThrowable(() -> rig.ask(Requests.chat("hi")));
            Cancellable probe =
                    rig.endpoint.call(Requests.chat("probe"), 1).subscribe().with(answer -> {});
            await().until(() -> rig.server.count() == 2);
            CompletableFuture<Completion> next = rig.begin(Requests.chat("next"));

            // When
            probe.cancel();

            // Then
            assertThat(next).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void aServerThatIsUnwellDoesNotEndAPauseForItsDeployment() {
        // Given
        try (Rig rig = new Rig()) {
            rig.server.next(
                    Reply.problem(404, "model_not_found", "no such model"), Reply.problem(503, "overloaded", "later"));
            catchThrowable(() -> rig.ask(Requests.chat("hi")));

            // When
            catchThrowable(() -> rig.ask(Requests.chat("hi")));

            // Then
            assertThat(rig.endpoint.snapshot().pausedFor()).isEqualTo("deployment");
        }
    }

    @Test
    void requestsPerMinuteAreSpreadEvenly() {
        // Given: 600 a minute are 10 at once and one each 100 ms
        try (Rig rig = new Rig(limits(OptionalLong.of(600), OptionalLong.empty()))) {
            rig.server.script(call -> Reply.chat("ok"));
            long begin = System.nanoTime();

            // When
            join(begin(rig, 15));

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofMillis(450), Duration.ofSeconds(5));
        }
    }

    @Test
    void tokensPerMinuteHoldBackWhoeverComesAfterALargeCall() throws Exception {
        // Given: 6,000 a minute are 100 a second
        try (Rig rig = new Rig(limits(OptionalLong.empty(), OptionalLong.of(6_000)))) {
            rig.server.script(call -> Reply.chat("ok"));
            long begin = System.nanoTime();

            // When
            rig.begin(Requests.chat("large"), 150).get(5, TimeUnit.SECONDS);
            long large = System.nanoTime() - begin;
            rig.begin(Requests.chat("small"), 1).get(5, TimeUnit.SECONDS);
            long small = System.nanoTime() - begin;

            // Then
            assertThat(Duration.ofNanos(large)).isLessThan(Duration.ofMillis(400));
            assertThat(Duration.ofNanos(small)).isBetween(Duration.ofMillis(450), Duration.ofSeconds(5));
        }
    }

    @Test
    void aHundredThousandMayWait() {
        // Given
        try (Rig rig = new Rig(Rig.concurrency(1))) {
            rig.server.forgetful().script(call -> Reply.chat("late").after(60_000));
            List<Cancellable> calls = new ArrayList<>();

            // When
            for (int i = 0; i < 100_000; i++) {
                calls.add(rig.endpoint.call(Requests.chat("hi"), 1).subscribe().with(answer -> {}));
            }
            await().until(() -> rig.endpoint.snapshot().waiting() == 99_999);
            for (int i = calls.size() - 1; i >= 0; i--) {
                calls.get(i).cancel();
            }

            // Then
            await().until(() -> rig.endpoint.snapshot().waiting() == 0);
            assertThat(rig.server.count()).isEqualTo(1);
        }
    }

    private static Limits limits(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute) {
        Limits wide = Rig.concurrency(64);
        return new Limits(
                wide.largestAnswer(),
                wide.timeout(),
                wide.probeInterval(),
                wide.concurrency(),
                requestsPerMinute,
                tokensPerMinute,
                wide.refusalsInARow());
    }

    /** Calls whose prompts are 0, 1, 2 and so on, all from one event loop. */
    private static List<CompletableFuture<Completion>> begin(Rig rig, int calls) {
        CompletableFuture<List<CompletableFuture<Completion>>> begun = new CompletableFuture<>();
        rig.vertx
                .getOrCreateContext()
                .runOnContext(here -> begun.complete(IntStream.range(0, calls)
                        .mapToObj(i -> rig.begin(Requests.chat(Integer.toString(i))))
                        .toList()));
        return begun.join();
    }

    private static void join(List<CompletableFuture<Completion>> calls) {
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
