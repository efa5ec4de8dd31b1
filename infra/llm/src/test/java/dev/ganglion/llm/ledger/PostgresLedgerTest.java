package dev.ganglion.llm.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ganglion.events.RecipeRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresLedgerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final RecipeRef OTHER = new RecipeRef("wordy", "fedcba9876543210", "sentences");
    private static final String KEY = "00ff".repeat(16);

    private LedgerDatabase database;

    @BeforeEach
    void anEmptyLedger() {
        database = LedgerDatabase.create();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aClaimThatIsMadeTwiceBecauseItsFirstWordWasLostIsOneClaim() {
        // Given
        Ledger ledger = opened(20_000);

        // When
        Claim.Outcome first = claim(ledger, claim(1, Asked.RECIPE, 700L));
        Claim.Outcome second = claim(ledger, claim(1, Asked.RECIPE, 700L));
        Claim.Outcome other = claim(ledger, claim(2, Asked.RECIPE, 700L));

        // Then
        assertThat(first).isEqualTo(new Claim.Granted()).isEqualTo(second);
        assertThat(other).isInstanceOf(Claim.Busy.class);
        assertThat(database.value("select reserved from ledger.budget where name = 'terse'"))
                .isEqualTo("700");
    }

    @Test
    void aSettlementThatIsMadeTwicePaysOnce() {
        // Given
        Ledger ledger = opened(20_000);
        Claim claim = claim(1, Asked.RECIPE, 700L);
        claim(ledger, claim);

        // When
        boolean first = settle(ledger, claim, 300);
        boolean second = settle(ledger, claim, 300);

        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(database.value("select spent || ' ' || reserved from ledger.budget where name = 'terse'"))
                .isEqualTo("300 0");
    }

    @Test
    void aTakeoverByAnotherRecipeLeavesTheBillWithTheFirst() throws InterruptedException {
        // Given
        Ledger ledger = opened(30);
        Claim late = claim(1, Asked.RECIPE, 700L);
        claim(ledger, late);
        Thread.sleep(60);

        // When
        Claim.Outcome takeover = claim(ledger, claim(2, OTHER, 600L));
        boolean lateSettlement = settle(ledger, late, 300);

        // Then
        assertThat(takeover).isEqualTo(new Claim.Granted());
        assertThat(lateSettlement).isFalse();
        assertThat(database.value(
                        "select string_agg(name || ' ' || spent || ' ' || reserved || ' ' || unconfirmed, ', ' "
                                + "order by name) from ledger.budget"))
                .isEqualTo("terse 0 0 700, wordy 0 600 0");
    }

    @Test
    void theBatchOfOneStatementMayHoldTheSameQuestionTwice() {
        // Given
        Ledger ledger = opened(20_000);

        // When
        List<Claim.Outcome> outcomes = ledger.claim(
                        List.of(claim(1, Asked.RECIPE, 700L), claim(2, Asked.RECIPE, 700L), claim(3, OTHER, 1L)))
                .await()
                .atMost(PATIENCE)
                .outcomes();

        // Then
        assertThat(outcomes.get(0)).isEqualTo(new Claim.Granted());
        assertThat(outcomes.subList(1, 3)).allMatch(Claim.Busy.class::isInstance);
        assertThat(database.value("select sum(reserved) from ledger.budget")).isEqualTo("700");
    }

    @Test
    void aBatchMaySettleTheSameClaimTwiceAndTheAnswerCounts() {
        // Given
        Ledger ledger = opened(20_000);
        Claim claim = claim(1, Asked.RECIPE, 700L);
        claim(ledger, claim);

        // When
        List<Boolean> outcomes = ledger.settle(
                        List.of(Report.open(claim, true, 0), answered(claim, 300), Report.open(claim, false, 0)))
                .await()
                .atMost(PATIENCE)
                .outcomes();

        // Then
        assertThat(outcomes).containsExactly(false, true, false);
        assertThat(database.value("select spent || ' ' || reserved || ' ' || unconfirmed from ledger.budget"
                        + " where name = 'terse'"))
                .isEqualTo("300 0 0");
        assertThat(database.value("select state from ledger.answer")).isEqualTo("answered");
    }

    private Ledger opened(long leaseMillis) {
        Terms terms = new Terms("explainer", Optional.empty(), Duration.ofMillis(leaseMillis), Duration.ofMillis(100));
        Ledger ledger = database.process(ScriptedEndpoint.answering(), terms).ledger();
        for (RecipeRef recipe : List.of(Asked.RECIPE, OTHER)) {
            BudgetState state =
                    ledger.open(recipe, "explainer", "model", 1_000L).await().atMost(PATIENCE);
            assertThat(state.budget()).isEqualTo(1_000);
        }
        return ledger;
    }

    private static Claim claim(long ticket, RecipeRef recipe, Long cost) {
        return new Claim(KEY, ticket, recipe.digest(), "model", "gpt2-xl/31-mlp/892", 0, 1, cost, false);
    }

    private static Claim.Outcome claim(Ledger ledger, Claim claim) {
        return ledger.claim(List.of(claim)).await().atMost(PATIENCE).outcomes().get(0);
    }

    private static Report answered(Claim claim, long cost) {
        return new Report(
                claim.key(),
                claim.ticket(),
                claim.recipe(),
                Report.State.ANSWERED,
                JsonNodeFactory.instance.objectNode(),
                null,
                1L,
                1L,
                cost,
                false,
                1L,
                true,
                0);
    }

    private static boolean settle(Ledger ledger, Claim claim, long cost) {
        return ledger.settle(List.of(answered(claim, cost)))
                .await()
                .atMost(PATIENCE)
                .outcomes()
                .get(0);
    }
}
