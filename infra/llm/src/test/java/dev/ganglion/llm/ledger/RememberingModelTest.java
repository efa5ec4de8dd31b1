package dev.ganglion.llm.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.llm.ledger.Asked.Said;
import dev.ganglion.llm.ledger.LedgerDatabase.Running;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.RefusedException;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RememberingModelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Terms TERMS =
            new Terms("explainer", Optional.of(BigDecimal.ONE), Duration.ofSeconds(20), Duration.ofMillis(100));

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
    void anAnswerIsRememberedAndPaidOnce() {
        // Given
        ScriptedEndpoint endpoint = ScriptedEndpoint.answering();
        Running first = ledger.process(endpoint, TERMS);
        Running later = ledger.process(endpoint, TERMS);

        // When
        Said asked = first.model().ask(Asked.question("hello")).await().atMost(PATIENCE);
        Said remembered = later.model().ask(Asked.question("hello")).await().atMost(PATIENCE);

        // Then
        assertThat(asked).isEqualTo(new Said("re: hello")).isEqualTo(remembered);
        assertThat(endpoint.calls()).isEqualTo(1);
        assertThat(ledger.value("select spent || ' ' || reserved || ' ' || unconfirmed from ledger.budget"))
                .isEqualTo("15000 0 0");
        assertThat(ledger.value(
                        "select state || ' ' || prompt_tokens || ' ' || completion_tokens || ' ' || cost || ' ' "
                                + "|| calls from ledger.answer"))
                .isEqualTo("answered 10 5 15000 1");
        assertThat(later.metrics()
                        .counter("ganglion.ledger.answers", "outcome", "remembered")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void twoProcessesThatAskTheSameAtOnceMakeOneCall() throws Exception {
        // Given
        ScriptedEndpoint endpoint = new ScriptedEndpoint((prompt, call) -> Uni.createFrom()
                .item(Asked.said("slow", 10, 5))
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(300)));
        Running one = ledger.process(endpoint, TERMS);
        Running other = ledger.process(endpoint, TERMS);

        // When
        CompletableFuture<Said> first = one.model().ask(Asked.question("same")).subscribeAsCompletionStage();
        CompletableFuture<Said> second =
                other.model().ask(Asked.question("same")).subscribeAsCompletionStage();
        CompletableFuture<Said> again =
                other.model().ask(Asked.question("same")).subscribeAsCompletionStage();

        // Then
        assertThat(List.of(first.get(), second.get(), again.get())).containsOnly(new Said("slow"));
        assertThat(endpoint.calls()).isEqualTo(1);
    }

    @Test
    void aFormatFailureIsAskedAgainAndEachAttemptIsRemembered() {
        // Given
        ScriptedEndpoint endpoint = new ScriptedEndpoint(
                (prompt, call) -> Uni.createFrom().item(Asked.said(call == 1 ? "bad" : "good", 10, 5)));
        Running process = ledger.process(endpoint, TERMS);

        // When
        Said asked = process.model().ask(Asked.question("hello", 2)).await().atMost(PATIENCE);
        Said remembered =
                process.model().ask(Asked.question("hello", 2)).await().atMost(PATIENCE);

        // Then
        assertThat(asked).isEqualTo(new Said("good")).isEqualTo(remembered);
        assertThat(endpoint.calls()).isEqualTo(2);
        assertThat(ledger.value("select string_agg(attempt || state, ' ' order by attempt) from ledger.answer"))
                .isEqualTo("1format-failure 2answered");
        assertThatThrownBy(() ->
                        process.model().ask(Asked.question("hello", 1)).await().atMost(PATIENCE))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("the answer is bad: bad");
        assertThat(endpoint.calls()).isEqualTo(2);
    }

    @Test
    void aRefusalIsRememberedAndCostsNothing() {
        // Given
        ScriptedEndpoint endpoint = new ScriptedEndpoint(
                (prompt, call) -> Uni.createFrom().failure(new RefusedException("the prompt is too long")));
        Running process = ledger.process(endpoint, TERMS);

        // When
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() ->
                            process.model().ask(Asked.question("hello")).await().atMost(PATIENCE))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("the prompt is too long");
        }

        // Then
        assertThat(endpoint.calls()).isEqualTo(1);
        assertThat(ledger.value("select spent || ' ' || reserved || ' ' || unconfirmed from ledger.budget"))
                .isEqualTo("0 0 0");
    }

    @Test
    void whoTriesAgainWhatFailedAsksOnceMoreAndPaysForEachTime() {
        // Given: an answer, a refusal, and a format failure that is paid for
        boolean[] well = {false};
        ScriptedEndpoint endpoint = new ScriptedEndpoint((prompt, call) -> switch (well[0] ? "answered" : prompt) {
            case "refused" -> Uni.createFrom().failure(new RefusedException("the prompt is too long"));
            case "misformatted" -> Uni.createFrom().item(Asked.said("bad", 10, 5));
            default -> Uni.createFrom().item(Asked.said("good", 10, 5));
        });
        Running first = ledger.process(endpoint, TERMS);
        List<String> prompts = List.of("answered", "refused", "misformatted");
        prompts.forEach(prompt -> first.model()
                .ask(Asked.question(prompt))
                .onFailure()
                .recoverWithNull()
                .await()
                .atMost(PATIENCE));
        int before = endpoint.calls();
        Running redrive = ledger.process(endpoint, TERMS);

        // When: it fails once more, is tried by another, and found by a third
        redrive.model().askAgainWhatFailed();
        assertThatThrownBy(() ->
                        redrive.model().ask(Asked.question("refused")).await().atMost(PATIENCE))
                .isInstanceOf(RefusedException.class);
        well[0] = true;
        Running another = ledger.process(endpoint, TERMS);
        another.model().askAgainWhatFailed();
        prompts.forEach(prompt -> assertThat(
                        another.model().ask(Asked.question(prompt)).await().atMost(PATIENCE))
                .isEqualTo(new Said("good")));
        prompts.forEach(prompt -> assertThat(
                        first.model().ask(Asked.question(prompt)).await().atMost(PATIENCE))
                .isEqualTo(new Said("good")));

        // Then
        assertThat(endpoint.calls() - before).isEqualTo(3);
        assertThat(ledger.value("select spent || ' ' || reserved || ' ' || unconfirmed from ledger.budget"))
                .isEqualTo("60000 0 0");
        assertThat(ledger.value("select sum(cost) from ledger.answer")).isEqualTo("60000");
        assertThat(ledger.value("select count(*) from ledger.answer where state = 'answered'"))
                .isEqualTo("3");
    }
}
