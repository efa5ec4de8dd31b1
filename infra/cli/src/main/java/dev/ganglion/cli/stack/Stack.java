package dev.ganglion.cli.stack;

import dev.ganglion.cli.stack.ServiceProcesses.Database;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.events.Topics;
import dev.ganglion.local.LocalBroker;
import dev.ganglion.local.LocalException;
import dev.ganglion.local.LocalOptions;
import dev.ganglion.local.LocalPostgres;
import dev.ganglion.local.LocalTopics;
import dev.ganglion.local.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Everything that a demo runs: broker, database and the four services, each a process of its own. It ends with the command
 * that started it, by {@link #close()} or by Ctrl-C; the broker and the database also if that command is killed.
 */
public final class Stack implements AutoCloseable {

    /** Taken if they are free, in the background too. */
    static final int PREFERRED_BROKER_PORT = 9092;

    static final int PREFERRED_DATABASE_PORT = 5433;

    private final Installation installation;
    private final StackDirectory directory;
    private final Consumer<String> notices;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private LocalBroker broker;
    private LocalPostgres database;
    private int brokerPort;
    private Supervisor supervisor;

    private Stack(Installation installation, Consumer<String> notices) {
        this.installation = installation;
        this.directory = new StackDirectory(installation.state().resolve("demo"));
        this.notices = notices;
    }

    /**
     * Starts everything on fresh data and returns when it is ready.
     *
     * @param notices gets a sentence when something happens that a person should know
     * @throws Refusal if something runs already, or does not start
     */
    public static Stack startForDemo(Installation installation, Consumer<String> notices) throws InterruptedException {
        Leftovers.refuseOrClear(installation, notices);
        Stack stack = new Stack(installation, notices);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
        try {
            stack.directory.clear();
            stack.start();
            return stack;
        } catch (RuntimeException | InterruptedException e) {
            stack.close();
            throw e;
        }
    }

    private void start() throws InterruptedException {
        notices.accept("Starting a broker, a database and four services; their logs are in " + directory.path() + " …");
        startServers();
        supervisor = new Supervisor(
                new ServiceProcesses(
                        installation,
                        directory,
                        bootstrap(),
                        new Database(database.reactiveUrl(), database.jdbcUrl(), LocalPostgres.USER)),
                this::remember,
                notices,
                title -> ServiceHold.isHeld(installation, title));
        supervisor.start(ServiceProcesses.ports(ServiceInstance.baseline(), List.of()));
        remember();
    }

    /** Starts more processes, which are watched as the others are, and returns when they are ready. */
    public void startBeside(List<ServiceInstance> instances) throws InterruptedException {
        supervisor.start(ServiceProcesses.ports(instances, supervisor.ports().values()));
        remember();
    }

    private void startServers() {
        brokerPort = Ports.freeOr(PREFERRED_BROKER_PORT);
        int databasePort = Ports.freeOr(PREFERRED_DATABASE_PORT);
        CompletableFuture<LocalBroker> kafka =
                CompletableFuture.supplyAsync(() -> LocalBroker.start(options("kafka", brokerPort)));
        CompletableFuture<LocalPostgres> postgres =
                CompletableFuture.supplyAsync(() -> LocalPostgres.start(options("postgres", databasePort)));
        try {
            broker = kafka.join();
            database = postgres.join();
            LocalTopics.create(bootstrap(), Topics.all(), LocalTopics.PARTITIONS);
        } catch (CompletionException e) {
            kafka.thenAccept(LocalBroker::close);
            postgres.thenAccept(LocalPostgres::close);
            throw Refusal.failed(e.getCause().getMessage(), e);
        } catch (LocalException e) {
            throw Refusal.failed(e.getMessage(), e);
        }
    }

    private LocalOptions options(String title, int port) {
        return new LocalOptions(directory.data(title), port, directory.log(title), true, true);
    }

    private void remember() {
        List<RunningProcess> processes = new ArrayList<>();
        processes.add(RunningProcess.of("kafka", broker.process().handle(), brokerPort));
        processes.add(RunningProcess.of("postgres", database.process().handle(), database.port()));
        processes.addAll(supervisor.processes());
        new StackFile("demo", RunningProcess.of("demo", ProcessHandle.current(), 0), bootstrap(), viewer(), processes)
                .write(installation);
    }

    /** The broker's address. */
    public String bootstrap() {
        return broker.bootstrapServers();
    }

    /** The address of the viewer and its REST API, ending in a slash. */
    public String viewer() {
        return address(ServiceProgram.SCORER.title());
    }

    /** The address of the activation-service, ending in a slash. */
    public String activationService() {
        return address(ServiceProgram.ACTIVATION.title());
    }

    /** The address of a process that was started, by its title, ending in a slash. */
    public String address(String title) {
        return supervisor.processes().stream()
                .filter(process -> process.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + title + " was started"))
                .address();
    }

    /** Where files can be put that end with the demo's data. */
    public Path files() {
        return directory.path();
    }

    /** Returns when all is stopped, by Ctrl-C or by {@code infra/ganglion down}. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Stops everything: the services first, then what they need. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            awaitOtherCloser();
            return;
        }
        try {
            if (supervisor != null) {
                supervisor.close();
            }
            if (database != null) {
                database.close();
            }
            if (broker != null) {
                broker.close();
            }
            StackFile.delete(installation);
        } finally {
            ended.countDown();
        }
    }

    private void awaitOtherCloser() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
