package dev.ganglion.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

    @TempDir
    Path directory;

    private LocalOptions options() {
        return new LocalOptions(directory.resolve("data"), Ports.free(), directory.resolve("log"), true, true);
    }

    @Test
    void dataSurvivesARestartAfterItsKeeperWasKilled() throws Exception {
        // Given
        LocalPostgres killed = LocalPostgres.start(options());
        execute(killed, "create table letter (name text)");
        execute(killed, "insert into letter values ('alpha')");
        execute(killed, "checkpoint");
        killed.process().handle().destroyForcibly();
        killed.process().handle().onExit().get(20, TimeUnit.SECONDS);

        // When
        String name;
        try (LocalPostgres restarted = LocalPostgres.start(options())) {
            name = only(restarted, "select name from letter");
        }

        // Then
        assertThat(name).isEqualTo("alpha");
    }

    @Test
    void aDirectoryOfAnotherVersionIsOneSentence() throws IOException {
        // Given
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/PG_VERSION"), "9.6\n");

        // When, Then
        assertThatThrownBy(() -> LocalPostgres.start(options()))
                .isInstanceOf(LocalException.class)
                .hasMessage("postgres did not start: the data directory " + directory.resolve("data")
                        + " was written by PostgreSQL 9.6, and this is 17: move it away or delete it");
    }

    @Test
    void aDirectoryOfSomethingElseIsNotTouched() throws IOException {
        // Given
        Files.createDirectories(directory.resolve("data"));
        Path precious = Files.writeString(directory.resolve("data/thesis.txt"), "precious");

        // When, Then
        assertThatThrownBy(() -> LocalPostgres.start(options()))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("is no data directory of PostgreSQL");
        assertThat(precious).hasContent("precious");
    }

    private static void execute(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), LocalPostgres.USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String only(LocalPostgres postgres, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), LocalPostgres.USER, "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
