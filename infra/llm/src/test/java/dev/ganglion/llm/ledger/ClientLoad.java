package dev.ganglion.llm.ledger;

import dev.ganglion.llm.endpoint.EndpointSettings;
import dev.ganglion.llm.endpoint.HttpEndpoint;
import dev.ganglion.local.LocalDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The client of language models by itself, as {@code infra/ganglion benchmark llm} measures it: HTTP and ledger, and nothing
 * of a service. Asks one question after another, many at once, until it is killed. Arguments: port and name of an empty
 * database, the server's base URL, how many questions at once, characters of a prompt.
 */
public final class ClientLoad {

    private ClientLoad() {}

    public static void main(String... arguments) {
        Vertx vertx = Vertx.vertx();
        LocalDatabase database = new LocalDatabase(Integer.parseInt(arguments[0]), arguments[1]);
        int atOnce = Integer.parseInt(arguments[3]);
        String padding = "a word ".repeat(Integer.parseInt(arguments[4]) / 7);
        try (LedgerDatabase ledger = new LedgerDatabase(database)) {
            EndpointSettings.Limits limits = new EndpointSettings.Limits(
                    EndpointSettings.Limits.DEFAULT.largestAnswer(),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    atOnce,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    0);
            HttpEndpoint endpoint = new HttpEndpoint(
                    vertx,
                    EndpointSettings.of(arguments[2], Optional.of("benchmark"), limits),
                    new SimpleMeterRegistry());
            Terms terms = Terms.of("simulator", Optional.of(BigDecimal.valueOf(1_000)), Duration.ofSeconds(30));
            RememberingModel model = ledger.process(endpoint, terms).model();
            Multi.createFrom()
                    .range(0, Integer.MAX_VALUE)
                    .onItem()
                    .transformToUni(i -> model.ask(Asked.question(i + padding)))
                    .merge(atOnce)
                    .onItem()
                    .ignoreAsUni()
                    .await()
                    .indefinitely();
        }
    }
}
