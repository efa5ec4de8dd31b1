package dev.ganglion.llm.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.llm.ledger.LedgerDatabase.Running;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.RefusedException;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Terms TERMS =
            new Terms("explainer", Optional.of(BigDecimal.ONE), Duration.ofSeconds(20), Duration.ofMillis(100));
    private static final RecipeRef TWIN = new RecipeRef("terse", "fedcba9876543210", "sentences");

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
    void anAccountAddsUpWhatTheRecipeDid() {
        // Given
        Running process = ledger.process(
                new ScriptedEndpoint((prompt, call) -> prompt.equals("refused")
                        ? Uni.createFrom().failure(new RefusedException("no"))
                        : Uni.createFrom().item(Asked.said(prompt, 10, 5))),
                TERMS);
        process.model().ask(Asked.question("good")).await().atMost(PATIENCE);
        assertThatThrownBy(() ->
                        process.model().ask(Asked.question("bad", 2)).await().atMost(PATIENCE))
                .isInstanceOf(FormatFailureException.class);
        assertThatThrownBy(() ->
                        process.model().ask(Asked.question("refused")).await().atMost(PATIENCE))
                .isInstanceOf(RefusedException.class);

        // When
        List<Account> accounts = process.accounts().all().await().atMost(PATIENCE);

        // Then
        assertThat(accounts).hasSize(1);
        Account account = accounts.get(0);
        assertThat(account)
                .usingRecursiveComparison()
                .ignoringFields("meanMillis", "p95Millis")
                .isEqualTo(new Account(
                        Asked.PINNED,
                        Asked.RECIPE.digest(),
                        "explainer",
                        "model",
                        new BigDecimal("1.000000000"),
                        new BigDecimal("0.000045000"),
                        new BigDecimal("0E-9"),
                        new BigDecimal("0E-9"),
                        4,
                        1,
                        2,
                        1,
                        0,
                        30,
                        15,
                        1,
                        new BigDecimal("0.000045000"),
                        null,
                        null));
        assertThat(account.meanMillis()).isBetween(0.0, 10_000.0);
        assertThat(account.p95Millis()).isBetween(0.0, 10_000.0);
    }

    @Test
    void aRecipeThatHasNotAskedYetHasNoLatency() {
        // Given
        Running process = ledger.process(ScriptedEndpoint.answering(), TERMS);
        process.model().open(Asked.RECIPE, "model").await().atMost(PATIENCE);

        // When
        Account account = process.accounts().all().await().atMost(PATIENCE).get(0);

        // Then
        assertThat(account.calls()).isZero();
        assertThat(account.meanMillis()).isNull();
        assertThat(account.dollarsPerNeuron()).isNull();
    }

    @Test
    void aBudgetIsSetByNameOrByNameAndDigest() {
        // Given
        Running process = ledger.process(ScriptedEndpoint.answering(), TERMS);
        process.model().open(Asked.RECIPE, "model").await().atMost(PATIENCE);

        // When // Then
        assertThat(set(process, "terse", "2.5").budget()).isEqualByComparingTo("2.5");
        assertThat(set(process, "terse@01234567", "3").budget()).isEqualByComparingTo("3");
        assertThat(set(process, "terse", null).budget()).isNull();
    }

    @Test
    void aRecipeThatIsNotKnownIsOneSentence() {
        // Given
        Running process = ledger.process(ScriptedEndpoint.answering(), TERMS);
        process.model().open(Asked.RECIPE, "model").await().atMost(PATIENCE);
        process.model().open(TWIN, "model").await().atMost(PATIENCE);

        // When // Then
        assertThatThrownBy(() -> set(process, "wordy", "2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no recipe \"wordy\" has asked a language model yet; those that have: terse@01234567, "
                        + "terse@fedcba98");
        assertThatThrownBy(() -> set(process, "terse", "2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"terse\" is several recipes, name one of them: terse@01234567, terse@fedcba98");
        assertThatThrownBy(() -> set(process, "terse@01234567", "-2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the budget must be 0 to 1000000000 dollars");
    }

    private static Account set(Running process, String recipe, String dollars) {
        return process.accounts()
                .setBudget(recipe, dollars == null ? null : new BigDecimal(dollars))
                .await()
                .atMost(PATIENCE);
    }
}
