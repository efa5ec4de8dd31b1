package dev.ganglion.llm.ledger;

import dev.ganglion.llm.price.Price;
import dev.ganglion.llm.price.Prices;
import dev.ganglion.local.LocalDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A program that asks 200 questions, some at once, and notes each call in a file before it is answered. Arguments: port and
 * name of the database, the file, how many at once.
 */
final class KilledProcess {

    static final int QUESTIONS = 200;

    private static final Terms TERMS =
            new Terms("explainer", Optional.of(BigDecimal.ONE), Duration.ofSeconds(1), Duration.ofMillis(100));

    private KilledProcess() {}

    public static void main(String... arguments) {
        Vertx vertx = Vertx.vertx();
        LocalDatabase database = new LocalDatabase(Integer.parseInt(arguments[0]), arguments[1]);
        Path notes = Path.of(arguments[2]);
        RememberingModel model = RememberingModel.onPostgres(
                LedgerDatabase.sessions(database, vertx),
                vertx,
                new ScriptedEndpoint((prompt, call) -> {
                    note(notes, prompt);
                    return Uni.createFrom()
                            .item(Asked.said("re: " + prompt, 10, 5))
                            .onItem()
                            .delayIt()
                            .by(Duration.ofMillis(100));
                }),
                Prices.of(Map.of("model", new Price(BigDecimal.ONE, BigDecimal.ONE))),
                TERMS,
                new SimpleMeterRegistry());
        Multi.createFrom()
                .range(0, QUESTIONS)
                .onItem()
                .transformToUni(i -> model.ask(Asked.question("q" + i)))
                .merge(Integer.parseInt(arguments[3]))
                .onItem()
                .ignoreAsUni()
                .await()
                .atMost(Duration.ofSeconds(100));
        System.exit(0);
    }

    private static void note(Path notes, String prompt) {
        try {
            Files.writeString(notes, prompt + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
