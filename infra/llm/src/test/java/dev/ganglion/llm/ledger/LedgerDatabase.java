package dev.ganglion.llm.ledger;

import dev.ganglion.llm.endpoint.Endpoint;
import dev.ganglion.llm.price.Price;
import dev.ganglion.llm.price.Prices;
import dev.ganglion.local.LocalDatabase;
import dev.ganglion.local.LocalPostgres;
import dev.ganglion.local.SharedServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.reactive.vertx.impl.ProvidedVertxInstance;

/** An empty ledger in a real PostgreSQL, and processes that use it: each has a session factory and an event loop of its own. */
final class LedgerDatabase implements AutoCloseable {

    /** One dollar for a million tokens, so 1,000 nano-dollars for each. */
    static final Prices A_DOLLAR_A_MILLION = Prices.of(Map.of("model", new Price(BigDecimal.ONE, BigDecimal.ONE)));

    private final LocalDatabase database;
    private final List<Runnable> open = new ArrayList<>();

    LedgerDatabase(LocalDatabase database) {
        this.database = database;
        Flyway.configure()
                .dataSource(database.jdbcUrl(), LocalPostgres.USER, "")
                .schemas("ledger")
                .defaultSchema("ledger")
                .locations("db/ledger")
                .load()
                .migrate();
    }

    static LedgerDatabase create() {
        return new LedgerDatabase(SharedServers.newDatabase());
    }

    /** One that was migrated before, and is used from another JVM. */
    static Mutiny.SessionFactory sessions(LocalDatabase database, Vertx vertx) {
        Configuration configuration = new Configuration()
                .setProperty("hibernate.connection.url", database.jdbcUrl())
                .setProperty("hibernate.connection.username", LocalPostgres.USER)
                .setProperty("hibernate.connection.password", "")
                .setProperty("hibernate.connection.pool_size", "4")
                .setProperty("hibernate.vertx.prepared_statement_cache.max_size", "64")
                .addAnnotatedClass(AnswerRow.class)
                .addAnnotatedClass(BudgetRow.class);
        return configuration
                .buildSessionFactory(new ReactiveServiceRegistryBuilder()
                        .applySettings(configuration.getProperties())
                        .addService(VertxInstance.class, new ProvidedVertxInstance(vertx))
                        .build())
                .unwrap(Mutiny.SessionFactory.class);
    }

    /** A process of its own, as far as the ledger can tell. */
    Running process(Endpoint endpoint, Terms terms) {
        return process(endpoint, terms, A_DOLLAR_A_MILLION);
    }

    Running process(Endpoint endpoint, Terms terms, Prices prices) {
        Vertx vertx = Vertx.vertx();
        Mutiny.SessionFactory sessions = sessions(database, vertx);
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Runnable kill = () -> {
            sessions.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        };
        open.add(kill);
        return new Running(
                RememberingModel.onPostgres(sessions, vertx, endpoint, prices, terms, metrics),
                new Accounts(sessions, vertx),
                new PostgresLedger(new PostgresSessions(sessions, vertx), terms.lease()),
                metrics,
                kill);
    }

    /**
     * A process.
     *
     * @param ledger another holder's, on the same sessions
     * @param kill ends its event loops and connections at once
     */
    record Running(
            RememberingModel model, Accounts accounts, Ledger ledger, SimpleMeterRegistry metrics, Runnable kill) {}

    LocalDatabase database() {
        return database;
    }

    void execute(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The single value of a query, as text; null if there is none. */
    String value(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long number(String sql) {
        return Long.parseLong(value(sql));
    }

    @Override
    public void close() {
        open.forEach(Runnable::run);
    }
}
