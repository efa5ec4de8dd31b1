package dev.ganglion.llm.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ganglion.llm.endpoint.Endpoint;
import dev.ganglion.llm.endpoint.TryAgainException;
import dev.ganglion.llm.ledger.Asked.Said;
import dev.ganglion.llm.ledger.LedgerDatabase.Running;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.ModelRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterruptedCallTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MONEY = "select spent || ' ' || reserved || ' ' || unconfirmed from ledger.budget";
    private static final String ANSWER = "select state || ' ' || calls || ' ' || unconfirmed from ledger.answer";

    private LedgerDatabase ledger;

    @BeforeEach
    void anEmptyLedger() {
        ledger = LedgerDatabase.create();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void theQuestionOfADeadProcessIsTakenOverAndItsCallCountedAsPerhapsBilled() {
        // Given
        Running dead = ledger.process(hanging(), lease(400));
        dead.model().ask(Asked.question("q100")).subscribe().with(said -> {});
        awaitValue("claimed 1 0", ANSWER);
        dead.kill().run();

        // When
        Running process = ledger.process(ScriptedEndpoint.answering(), lease(400));
        Said answer = process.model().ask(Asked.question("q100")).await().atMost(PATIENCE);

        // Then
        assertThat(answer).isEqualTo(new Said("re: q100"));
        assertThat(ledger.value(ANSWER)).isEqualTo("answered 2 128000");
        assertThat(ledger.value(MONEY)).isEqualTo("15000 0 128000");
        assertThat(process.metrics()
                        .counter("ganglion.ledger.answers", "outcome", "asked")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aLongCallKeepsItsLease() {
        // Given
        ScriptedEndpoint endpoint = answeringAfter(2_000);
        Running holder = ledger.process(endpoint, lease(600));
        Running other = ledger.process(endpoint, lease(600));

        // When
        holder.model().ask(Asked.question("q100")).subscribe().with(said -> {});
        awaitValue("claimed 1 0", ANSWER);
        Said answer = other.model().ask(Asked.question("q100")).await().atMost(PATIENCE);

        // Then
        assertThat(answer).isEqualTo(new Said("slow"));
        assertThat(endpoint.calls()).isEqualTo(1);
        assertThat(other.metrics()
                        .counter("ganglion.ledger.answers", "outcome", "waited")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aFailureThatIsPerhapsBilledCountsAgainstTheBudget() {
        // Given
        Running process = ledger.process(failingOnce(true), lease(20_000));

        // When
        process.model().ask(Asked.question("q100")).await().atMost(PATIENCE);

        // Then
        assertThat(ledger.value(ANSWER)).isEqualTo("answered 2 128000");
        assertThat(ledger.value(MONEY)).isEqualTo("15000 0 128000");
    }

    @Test
    void aFailureThatIsNotBilledCostsNothing() {
        // Given
        Running process = ledger.process(failingOnce(false), lease(20_000));

        // When
        process.model().ask(Asked.question("q100")).await().atMost(PATIENCE);

        // Then
        awaitValue("answered 2 0", ANSWER);
        assertThat(ledger.value(MONEY)).isEqualTo("15000 0 0");
    }

    @Test
    void whoCancelsAQuestionLeavesItsCallToTheNextWhoAsks() {
        // Given
        ScriptedEndpoint endpoint = answeringAfter(1_000);
        Running process = ledger.process(endpoint, lease(20_000));
        Cancellable question =
                process.model().ask(Asked.question("q100")).subscribe().with(said -> {});
        awaitValue("claimed 1 0", ANSWER);

        // When
        question.cancel();
        Said answer = ledger.process(endpoint, lease(20_000))
                .model()
                .ask(Asked.question("q100"))
                .await()
                .atMost(PATIENCE);

        // Then
        assertThat(answer).isEqualTo(new Said("slow"));
        assertThat(endpoint.calls()).isEqualTo(1);
        assertThat(ledger.value(ANSWER)).isEqualTo("answered 1 0");
        assertThat(ledger.value(MONEY)).isEqualTo("15000 0 0");
    }

    @Test
    void aProcessThatStopsRemembersTheAnswersOfCallsThatHadLeftAndBeginsNoOther() {
        // Given
        ScriptedEndpoint endpoint = answeringAfter(1_000);
        Running process = ledger.process(endpoint, lease(20_000));
        AtomicReference<Said> answer = new AtomicReference<>();
        process.model().ask(Asked.question("q100")).subscribe().with(answer::set);
        awaitValue("claimed 1 0", ANSWER);

        // When
        process.model().beginNoMore();
        AtomicReference<Said> late = new AtomicReference<>();
        process.model().ask(Asked.question("q101")).subscribe().with(late::set);
        await().atMost(PATIENCE).until(process.model()::isIdle);

        // Then
        assertThat(answer).hasValue(new Said("slow"));
        assertThat(late).hasValue(null);
        assertThat(endpoint.calls()).isEqualTo(1);
        assertThat(ledger.value(ANSWER)).isEqualTo("answered 1 0");
        assertThat(ledger.value("select count(*) from ledger.answer")).isEqualTo("1");
    }

    @Test
    void aCallThatFailsWhileTheProcessStopsIsHandedBackAndNotTriedAgain() {
        // Given
        ScriptedEndpoint endpoint = new ScriptedEndpoint((prompt, call) -> Uni.createFrom()
                .item(call)
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(500))
                .chain(() -> Uni.createFrom().failure(new TryAgainException("gone", Duration.ofMillis(10), true))));
        Running process = ledger.process(endpoint, lease(20_000));
        process.model().ask(Asked.question("q100")).subscribe().with(said -> {});
        awaitValue("claimed 1 0", ANSWER);

        // When
        process.model().beginNoMore();
        await().atMost(PATIENCE).until(process.model()::isIdle);

        // Then
        assertThat(endpoint.calls()).isEqualTo(1);
        assertThat(ledger.value(ANSWER)).isEqualTo("open 1 128000");
    }

    @Test
    void aCallThatIsGivenUpIsHandedBackAndPerhapsBilled() {
        // Given
        Running process = ledger.process(hanging(), lease(20_000));
        process.model().ask(Asked.question("q100")).subscribe().with(said -> {});
        awaitValue("claimed 1 0", ANSWER);

        // When
        process.model().giveUp();
        process.model().flush().await().atMost(PATIENCE);

        // Then
        assertThat(ledger.value(ANSWER)).isEqualTo("open 1 128000");
        assertThat(ledger.value(MONEY)).isEqualTo("0 0 128000");
        assertThat(ledger.process(ScriptedEndpoint.answering(), lease(20_000))
                        .model()
                        .ask(Asked.question("q100"))
                        .await()
                        .atMost(PATIENCE))
                .isEqualTo(new Said("re: q100"));
    }

    @Test
    void aCallThatIsCancelledBeforeItLeavesCostsNothing() {
        // Given
        Running process = ledger.process(new Queueing(), lease(20_000));
        Cancellable call =
                process.model().ask(Asked.question("q100")).subscribe().with(said -> {});
        awaitValue("claimed 1 0", ANSWER);

        // When
        call.cancel();
        process.model().flush().await().atMost(PATIENCE);

        // Then
        assertThat(ledger.value(ANSWER)).isEqualTo("open 0 0");
        assertThat(ledger.value(MONEY)).isEqualTo("0 0 0");
    }

    @Test
    void aFaultOfTheProgramIsReportedAndTheClaimHandedBack() {
        // Given
        Running process = ledger.process(
                new ScriptedEndpoint(
                        (prompt, call) -> Uni.createFrom().failure(new UnsupportedOperationException("a fault"))),
                lease(20_000));

        // When // Then
        assertThatThrownBy(() ->
                        process.model().ask(Asked.question("q100")).await().atMost(PATIENCE))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(ledger.value(ANSWER)).isEqualTo("open 1 128000");
    }

    @Test
    void whatTheDatabaseCannotHoldIsReadAlikeByTheFirstAndTheNext() {
        // Given
        String hostile = "a\u0000b\ud800c \ud83d\ude00";
        Running process = ledger.process(
                new ScriptedEndpoint((prompt, call) -> Uni.createFrom().item(Asked.said(hostile, 10, 5))),
                lease(20_000));

        // When
        Said first = process.model().ask(Asked.question("q100")).await().atMost(PATIENCE);
        Said next = process.model().ask(Asked.question("q100")).await().atMost(PATIENCE);

        // Then
        assertThat(first).isEqualTo(new Said("a\ufffdb\ufffdc \ud83d\ude00")).isEqualTo(next);
    }

    private void awaitValue(String expected, String sql) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ledger.value(sql)).isEqualTo(expected));
    }

    private static Terms lease(long millis) {
        return new Terms("explainer", Optional.of(BigDecimal.ONE), Duration.ofMillis(millis), Duration.ofMillis(100));
    }

    private static ScriptedEndpoint hanging() {
        return new ScriptedEndpoint((prompt, call) -> Uni.createFrom().nothing());
    }

    private static ScriptedEndpoint answeringAfter(long millis) {
        return new ScriptedEndpoint((prompt, call) -> Uni.createFrom()
                .item(Asked.said("slow", 10, 5))
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(millis)));
    }

    private static ScriptedEndpoint failingOnce(boolean perhapsBilled) {
        return new ScriptedEndpoint((prompt, call) -> call == 1
                ? Uni.createFrom().failure(new TryAgainException("gone", Duration.ofMillis(50), perhapsBilled))
                : Uni.createFrom().item(Asked.said("well", 10, 5)));
    }

    /** A server whose turn never comes. */
    private record Queueing() implements Endpoint {

        @Override
        public String url() {
            return "http://model.example/v1";
        }

        @Override
        public Uni<Completion> call(ModelRequest request, long tokens) {
            return Uni.createFrom().nothing();
        }

        @Override
        public Uni<Completion> call(ModelRequest request, long tokens, Runnable leaves) {
            return Uni.createFrom().nothing();
        }
    }
}
