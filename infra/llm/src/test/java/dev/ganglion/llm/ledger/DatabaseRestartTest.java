package dev.ganglion.llm.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ganglion.llm.ledger.Asked.Said;
import dev.ganglion.local.LocalOptions;
import dev.ganglion.local.LocalPostgres;
import dev.ganglion.local.Ports;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseRestartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Terms TERMS =
            new Terms("explainer", Optional.of(BigDecimal.ONE), Duration.ofSeconds(60), Duration.ofMillis(100));

    @TempDir
    Path directory;

    @Test
    void aDatabaseThatIsRestartedIsWaitedForAndNothingIsAskedTwice() throws Exception {
        // Given
        LocalOptions options =
                new LocalOptions(directory.resolve("data"), Ports.free(), directory.resolve("log"), true, true);
        ScriptedEndpoint endpoint = new ScriptedEndpoint((prompt, call) -> Uni.createFrom()
                .item(Asked.said("re: " + prompt, 10, 5))
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(20)));
        LocalPostgres postgres = LocalPostgres.start(options);
        LedgerDatabase ledger = new LedgerDatabase(postgres.database());
        RememberingModel model = ledger.process(endpoint, TERMS).model();

        // When
        CompletableFuture<List<Said>> answers = Multi.createFrom()
                .range(0, 400)
                .onItem()
                .transformToUni(i -> model.ask(Asked.question("q" + i)))
                .merge(16)
                .collect()
                .asList()
                .subscribeAsCompletionStage();
        await().atMost(PATIENCE).until(() -> endpoint.calls() >= 50);
        postgres.close();
        await().atMost(PATIENCE).until(() -> model.snapshot().database().isPresent());
        assertThat(answers).isNotDone();
        LocalPostgres again = LocalPostgres.start(options);

        // Then
        try (again;
                ledger) {
            assertThat(answers.get(60, TimeUnit.SECONDS)).hasSize(400).doesNotHaveDuplicates();
            assertThat(endpoint.calls()).isEqualTo(400);
            assertThat(model.snapshot().paused()).isEmpty();
            assertThat(ledger.value("select spent || ' ' || reserved || ' ' || unconfirmed from ledger.budget"))
                    .isEqualTo("6000000 0 0");
        }
    }
}
