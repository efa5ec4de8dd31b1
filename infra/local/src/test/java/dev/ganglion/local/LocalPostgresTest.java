package dev.ganglion.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running database server does. */
class LocalPostgresTest {

    @TempDir
    private static Path directory;

    private static LocalPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.start(options("log"));
    }

    @AfterAll
    static void stop() {
        ProcessHandle server = PostgresServer.find(directory.resolve("data")).orElseThrow();
        postgres.close();
        assertThat(postgres.process().isAlive()).isFalse();
        assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(5));
    }

    private static LocalOptions options(String log) {
        return new LocalOptions(directory.resolve("data"), Ports.free(), directory.resolve(log), true, true);
    }

    @Test
    void aCommitIsOnTheDiskBeforeItIsAnswered() throws Exception {
        // Given
        Rows rows = new Rows(postgres.database());

        // When, Then
        assertThat(rows.only("show fsync")).isEqualTo("on");
        assertThat(rows.only("show full_page_writes")).isEqualTo("on");
        assertThat(rows.only("show synchronous_commit")).isEqualTo("on");
    }

    @Test
    void itListensOnTheLoopbackOnly() throws Exception {
        // Given
        Rows rows = new Rows(postgres.database());

        // When, Then
        assertThat(rows.only("show listen_addresses")).isEqualTo("127.0.0.1");
    }

    @Test
    void anotherDatabaseIsEmpty() throws Exception {
        // Given
        new Rows(postgres.database()).execute("create table mine (name text)");

        // When
        LocalDatabase other = postgres.createDatabase("other");

        // Then
        assertThat(new Rows(other).only("select count(*) from pg_tables where tablename = 'mine'"))
                .isEqualTo("0");
    }

    @Test
    void aSecondServerOnTheSameDataIsToldWhichProcessHasThem() {
        // Given
        LocalOptions options = options("second.log");

        // When, Then
        assertThatThrownBy(() -> LocalPostgres.start(options))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("is used by process " + postgres.process().pid() + ": stop that one");
    }

    @Test
    void theTerminalsInterruptDoesNotStopIt() throws Exception {
        // Given
        String pid = Long.toString(postgres.process().pid());

        // When
        new ProcessBuilder("kill", "-INT", pid).start().waitFor();
        Thread.sleep(300);

        // Then
        assertThat(new Rows(postgres.database()).only("select 1")).isEqualTo("1");
        assertThat(postgres.process().isAlive()).isTrue();
    }
}
