package dev.ganglion.replay.creation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.replay.plan.Bounds;
import dev.ganglion.replay.plan.Replay;
import dev.ganglion.replay.plan.ReplayOptions;
import dev.ganglion.replay.topic.UnavailableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * The table {@code replay.replay}: a row for each replay, written once and never changed. It has a schema of its own, since
 * the results are rebuilt by dropping theirs, and a replay cannot be rebuilt from any topic. One connection, for one thread.
 */
public final class ReplayRows implements AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<Integer, Long>> OFFSETS = new TypeReference<>() {};
    private static final int SECONDS = 15;
    /** Any number that no other user of advisory locks in this database has. */
    private static final long OF_THE_TABLE = 0x6772_706c_6179L;

    private final Connection connection;

    private ReplayRows(Connection connection) {
        this.connection = connection;
    }

    /** What is to be frozen, once it is known that there is no such replay. */
    @FunctionalInterface
    interface Creation {
        Replay create() throws InterruptedException;
    }

    /** What belongs to the creation and is not in the database; the row is there only if this succeeds. */
    @FunctionalInterface
    interface Completion {
        void complete(Replay replay) throws InterruptedException;
    }

    /**
     * Opens the service's database.
     *
     * @throws UnavailableException if it does not answer
     */
    public static ReplayRows connect(Config config) {
        String url = config.getValue("quarkus.datasource.jdbc.url", String.class);
        Properties properties = new Properties();
        config.getOptionalValue("quarkus.datasource.username", String.class)
                .ifPresent(user -> properties.setProperty("user", user));
        config.getOptionalValue("quarkus.datasource.password", String.class)
                .ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("connectTimeout", Integer.toString(SECONDS));
        try {
            Connection connection = DriverManager.getConnection(url, properties);
            connection.setAutoCommit(false);
            return new ReplayRows(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The replay of this id. */
    public Optional<Replay> find(String id) {
        try {
            Optional<Replay> found = tableExists() ? select(id) : Optional.empty();
            connection.rollback();
            return found;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * The replay of this id; created if there is none. Of several that create it at the same time one does, and the others
     * wait for it.
     */
    Replay findOrCreate(String id, Creation creation, Completion completion) throws InterruptedException {
        try {
            createTable();
            lock("select pg_advisory_xact_lock(hashtextextended(?, 0))", id);
            Optional<Replay> found = select(id);
            if (found.isPresent()) {
                connection.rollback();
                return found.get();
            }
            Replay replay = creation.create();
            insert(replay);
            completion.complete(replay);
            connection.commit();
            return replay;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private boolean tableExists() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select to_regclass('replay.replay') is not null")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** "if not exists" alone fails where two do it at once. */
    private void createTable() throws SQLException {
        if (tableExists()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + OF_THE_TABLE + ")");
            statement.execute("create schema if not exists replay");
            statement.execute(
                    """
                    create table if not exists replay.replay (
                        id text primary key,
                        service text not null,
                        topic text not null,
                        recipe text,
                        options jsonb not null,
                        from_offsets jsonb not null,
                        end_offsets jsonb not null,
                        neurons text,
                        created_at timestamptz not null
                    )""");
        }
        connection.commit();
    }

    private void lock(String sql, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, "replay " + id);
            statement.execute();
        }
    }

    private Optional<Replay> select(String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select service, topic, recipe, options, from_offsets, end_offsets, neurons,"
                        + " created_at from replay.replay where id = ?")) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Replay(
                        id,
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        new ReplayOptions(read(row.getString(4), TEXTS)),
                        new Bounds(read(row.getString(5), OFFSETS), read(row.getString(6), OFFSETS)),
                        keys(row.getString(7)),
                        row.getObject(8, OffsetDateTime.class).toInstant()));
            }
        }
    }

    private void insert(Replay replay) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into replay.replay (id, service, topic, recipe, options, from_offsets, end_offsets, neurons,"
                        + " created_at) values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?)")) {
            statement.setString(1, replay.id());
            statement.setString(2, replay.service());
            statement.setString(3, replay.topic());
            statement.setString(4, replay.recipe());
            statement.setString(5, json(replay.options().values()));
            statement.setString(6, json(replay.bounds().from()));
            statement.setString(7, json(replay.bounds().end()));
            statement.setString(
                    8, replay.neurons() == null ? null : String.join("\n", new TreeSet<>(replay.neurons())));
            statement.setObject(9, replay.createdAt().atOffset(ZoneOffset.UTC));
            statement.execute();
        }
    }

    private static Set<String> keys(String lines) {
        return lines == null
                ? null
                : Arrays.stream(lines.split("\n")).filter(key -> !key.isEmpty()).collect(Collectors.toSet());
    }

    private static String json(Map<?, ?> map) {
        try {
            return MAPPER.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of text and numbers can be written as JSON", e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of replay.replay is not as it was written", e);
        }
    }

    private static UnavailableException failed(SQLException e) {
        return new UnavailableException(
                "the database, in which replays are kept, does not answer (" + oneLine(e.getMessage()) + ")", e);
    }

    private static String oneLine(String text) {
        return text == null ? "no reason given" : text.replaceAll("\\s+", " ");
    }

    /** What is not committed is undone. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
