package dev.ganglion.llm.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ganglion.llm.ledger.Asked.Said;
import dev.ganglion.llm.ledger.LedgerDatabase.Running;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clock of the database is set: what is in the ledger is then as much older or younger. */
class ClockJumpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MONEY = "select spent || ' ' || reserved || ' ' || unconfirmed from ledger.budget";
    private static final String ANSWER = "select state || ' ' || calls from ledger.answer";

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
    void theLeaseOfADeadProcessEndsThoughTheClockIsSetBack() {
        // Given
        Running dead = ledger.process(
                new ScriptedEndpoint((prompt, call) -> Uni.createFrom().nothing()), lease(120_000));
        dead.model().ask(Asked.question("q100")).subscribe().with(said -> {});
        await().atMost(PATIENCE).until(() -> "claimed 1".equals(ledger.value(ANSWER)));
        dead.kill().run();

        // When
        setClock("- 1 hour");
        Said answer = ledger.process(ScriptedEndpoint.answering(), lease(120_000))
                .model()
                .ask(Asked.question("q100"))
                .await()
                .atMost(PATIENCE);

        // Then
        assertThat(answer).isEqualTo(new Said("re: q100"));
    }

    @Test
    void aCallOverAClockThatIsSetIsPaidOnce() {
        for (String jump : new String[] {"- 1 hour", "+ 1 hour"}) {
            // Given
            CompletableFuture<Void> answered = new CompletableFuture<>();
            ScriptedEndpoint endpoint = new ScriptedEndpoint((prompt, call) ->
                    Uni.createFrom().completionStage(answered).replaceWith(Asked.said("slow", 10, 5)));
            Running process = ledger.process(endpoint, lease(3_000));
            CompletableFuture<Said> said =
                    process.model().ask(Asked.question("q100 " + jump)).subscribeAsCompletionStage();
            await().atMost(PATIENCE).until(() -> endpoint.calls() == 1);

            // When
            setClock(jump);
            process.ledger()
                    .look(Asked.question("q100").recipe().digest())
                    .await()
                    .atMost(PATIENCE);
            answered.complete(null);

            // Then
            assertThat(said).as(jump).succeedsWithin(PATIENCE).isEqualTo(new Said("slow"));
            assertThat(endpoint.calls()).as(jump).isEqualTo(1);
            assertThat(ledger.number("select count(*) from ledger.answer where state <> 'answered'"))
                    .isZero();
        }
        assertThat(ledger.value(MONEY)).startsWith("30000 0 ");
    }

    @Test
    void aLiveLeaseHoldsAgainAsSoonAsItIsRenewed() {
        // Given
        Running holder = ledger.process(
                new ScriptedEndpoint((prompt, call) -> Uni.createFrom()
                        .item(Asked.said("slow", 10, 5))
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(4_000))),
                lease(900));
        ScriptedEndpoint other = ScriptedEndpoint.answering();
        holder.model().ask(Asked.question("q100")).subscribe().with(said -> {});
        await().atMost(PATIENCE).until(() -> "claimed 1".equals(ledger.value(ANSWER)));

        // When
        setClock("- 1 hour");
        await().atMost(PATIENCE).until(() -> ledger.value("select leased_at < clock_timestamp() from ledger.answer")
                .equals("t"));
        Said answer = ledger.process(other, lease(900))
                .model()
                .ask(Asked.question("q100"))
                .await()
                .atMost(PATIENCE);

        // Then
        assertThat(answer).isEqualTo(new Said("slow"));
        assertThat(other.calls()).isZero();
    }

    /** What was written before is as far from now as it would be if the clock had been set. */
    private void setClock(String jump) {
        String opposite = jump.startsWith("-") ? jump.replace('-', '+') : jump.replace('+', '-');
        ledger.execute("update ledger.answer set leased_at = leased_at " + interval(opposite)
                + ", lease_until = lease_until " + interval(opposite));
    }

    private static String interval(String jump) {
        return jump.charAt(0) + " interval '" + jump.substring(2) + "'";
    }

    private static Terms lease(long millis) {
        return new Terms("explainer", Optional.of(BigDecimal.ONE), Duration.ofMillis(millis), Duration.ofMillis(100));
    }
}
