package dev.ganglion.llm.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ganglion.llm.ledger.Asked.Said;
import dev.ganglion.llm.ledger.LedgerDatabase.Running;
import dev.ganglion.llm.price.Prices;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);

    /** A tenth of a cent: a million nano-dollars, at 1,000 a token. */
    private static final Terms TENTH_OF_A_CENT =
            new Terms("explainer", Optional.of(new BigDecimal("0.001")), LEASE, POLL);

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
    void twoProcessesTogetherMakeExactlyTheCallsThatTheBudgetAllows() {
        // Given
        ScriptedEndpoint endpoint = ScriptedEndpoint.answering();
        Running one = ledger.process(endpoint, TENTH_OF_A_CENT);
        Running other = ledger.process(endpoint, TENTH_OF_A_CENT);
        one.model().open(Asked.RECIPE, "model").await().atMost(PATIENCE);
        ledger.execute("alter table ledger.budget add constraint within_budget "
                + "check (spent + reserved + unconfirmed <= budget)");

        // When
        List<CompletableFuture<Said>> answers = IntStream.range(100, 300)
                .mapToObj(i -> (i % 2 == 0 ? one : other)
                        .model()
                        .ask(Asked.question("q" + i))
                        .subscribeAsCompletionStage())
                .toList();
        await().atMost(PATIENCE)
                .until(() -> one.model().snapshot().budget().isPresent()
                        && other.model().snapshot().budget().isPresent());

        // Then
        // A prompt of 4 bytes is reserved as 28 tokens, and 100 for the answer; 15 are billed. The call after n others
        // is
        // possible while 15 n + 128 <= 1000.
        assertThat(endpoint.calls()).isEqualTo(59);
        assertThat(ledger.value("select spent || ' ' || reserved || ' ' || unconfirmed from ledger.budget"))
                .isEqualTo("885000 0 0");
        assertThat(one.model().snapshot().paused())
                .containsExactly(
                        "paused: the budget of terse@01234567, $0.001, is spent but for $0.000115, too little for"
                                + " the next question; raise it: "
                                + "infra/ganglion budget set terse@01234567 0.002");

        // When
        one.accounts().setBudget(Asked.PINNED, new BigDecimal("0.01")).await().atMost(PATIENCE);
        answers.forEach(answer -> answer.orTimeout(60, TimeUnit.SECONDS).join());

        // Then
        assertThat(endpoint.calls()).isEqualTo(200);
        assertThat(ledger.value("select spent || ' ' || reserved from ledger.budget"))
                .isEqualTo("3000000 0");
        assertThat(other.model().snapshot().paused()).isEmpty();
    }

    @Test
    void whatIsOnlyReservedIsWaitedFor() {
        // Given
        CompletableFuture<Void> open = new CompletableFuture<>();
        ScriptedEndpoint endpoint = new ScriptedEndpoint(
                (prompt, call) -> Uni.createFrom().completionStage(open).replaceWith(Asked.said("late", 10, 5)));
        Running process = ledger.process(endpoint, TENTH_OF_A_CENT);

        // When
        List<CompletableFuture<Said>> answers = IntStream.range(100, 120)
                .mapToObj(i -> process.model().ask(Asked.question("q" + i)).subscribeAsCompletionStage())
                .toList();
        await().atMost(PATIENCE)
                .until(() -> process.model().snapshot().waitingForBudget() == 13 && endpoint.calls() == 7);

        // Then
        assertThat(process.model().snapshot().paused()).isEmpty();

        // When
        open.complete(null);
        answers.forEach(answer -> answer.orTimeout(60, TimeUnit.SECONDS).join());

        // Then
        assertThat(endpoint.calls()).isEqualTo(20);
    }

    @Test
    void aReservationOfADeadProcessIsNotWaitedForForEver() {
        // Given
        Terms shortLease = new Terms("explainer", TENTH_OF_A_CENT.budget(), Duration.ofMillis(300), POLL);
        Running dead = ledger.process(
                new ScriptedEndpoint((prompt, call) -> Uni.createFrom().nothing()), shortLease);
        for (int i = 100; i < 107; i++) {
            dead.model().ask(Asked.question("q" + i)).subscribe().with(said -> {});
        }
        await().atMost(PATIENCE)
                .until(() -> "7".equals(ledger.value("select count(*) from ledger.answer where state = 'claimed'")));
        dead.kill().run();

        // When
        Running process = ledger.process(ScriptedEndpoint.answering(), shortLease);
        CompletableFuture<Said> answer =
                process.model().ask(Asked.question("another")).subscribeAsCompletionStage();
        await().atMost(PATIENCE).until(() -> process.model().snapshot().budget().isPresent());

        // Then
        assertThat(answer).isNotDone();
        assertThat(ledger.value("select spent || ' ' || reserved || ' ' || unconfirmed from ledger.budget"))
                .isEqualTo("0 0 896000");
    }

    @Test
    void aUsageThatTheServerDoesNotTellIsChargedInFullAndMarked() {
        // Given
        Running process = ledger.process(
                new ScriptedEndpoint((prompt, call) -> Uni.createFrom().item(Asked.said("well", -1, -1))),
                TENTH_OF_A_CENT);

        // When
        process.model().ask(Asked.question("q100")).await().atMost(PATIENCE);

        // Then
        assertThat(ledger.value("select cost || ' ' || estimated || ' ' || (prompt_tokens is null) from ledger.answer"))
                .isEqualTo("128000 true true");
        assertThat(ledger.number("select spent from ledger.budget")).isEqualTo(128_000);
    }

    @Test
    void aBudgetThatIsThereKeepsItsDollars() {
        // Given
        Running first = ledger.process(ScriptedEndpoint.answering(), TENTH_OF_A_CENT);
        first.model().open(Asked.RECIPE, "model").await().atMost(PATIENCE);

        // When
        Running second = ledger.process(
                ScriptedEndpoint.answering(), new Terms("explainer", Optional.of(BigDecimal.TEN), LEASE, POLL));
        second.model().open(Asked.RECIPE, "model").await().atMost(PATIENCE);

        // Then
        assertThat(ledger.number("select budget from ledger.budget")).isEqualTo(1_000_000);
    }

    @Test
    void aModelWithoutAPriceIsRefusedUnderABudget() {
        // Given
        Running process = ledger.process(ScriptedEndpoint.answering(), TENTH_OF_A_CENT, Prices.of(Map.of()));

        // When // Then
        assertThatThrownBy(() ->
                        process.model().open(Asked.RECIPE, "model").await().atMost(PATIENCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "model \"model\" has no price, but a budget is set: add it to the file that LLM_PRICES names, "
                                + "for example model: {input: 0, output: 0}");
    }

    @Test
    void aModelWithoutAPriceHasUnknownCostsUntilABudgetIsSet() {
        // Given
        Running process = ledger.process(
                ScriptedEndpoint.answering(),
                new Terms("explainer", Optional.empty(), LEASE, POLL),
                Prices.of(Map.of()));

        // When
        process.model().ask(Asked.question("q1")).await().atMost(PATIENCE);

        // Then
        assertThat(ledger.value("select cost from ledger.answer")).isNull();

        // When
        Account account =
                process.accounts().setBudget("terse", BigDecimal.TEN).await().atMost(PATIENCE);
        process.model().ask(Asked.question("q2")).subscribe().with(said -> {});

        // Then
        assertThat(account.unpriced()).isEqualTo(1);
        assertThat(account.dollarsPerNeuron()).isNull();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(process.model().snapshot().budget())
                        .hasValueSatisfying(sentence -> assertThat(sentence).contains("has no price")));
    }
}
