package dev.ganglion.cli.faults;

import dev.ganglion.cli.PlayedModel;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The services and what is around them, all of it real but for the language model. */
public final class Chain implements AutoCloseable {

    private final Path directory;
    private final Installation installation;
    private final boolean asksModel;
    private final Map<String, String> settings;
    private final PlayedServer model = new PlayedServer();
    private final Broker broker;
    private final Database database;
    private final Records records;
    private final List<Replica> replicas = new CopyOnWriteArrayList<>();

    /**
     * Starts it and waits until every service is ready.
     *
     * @param directory for data and logs
     * @param brokerData where the broker writes
     * @param asksModel whether explainer and simulator ask the language model, or run the baseline
     * @param programs the services
     * @param each how many processes of each
     */
    public Chain(Path directory, Path brokerData, boolean asksModel, List<ServiceProgram> programs, int each)
            throws InterruptedException {
        this(directory, brokerData, asksModel, programs, each, Map.of());
    }

    /** @param settings in the environment of every service */
    Chain(
            Path directory,
            Path brokerData,
            boolean asksModel,
            List<ServiceProgram> programs,
            int each,
            Map<String, String> settings)
            throws InterruptedException {
        this.settings = settings;
        this.directory = directory;
        this.installation = new Installation(root());
        this.asksModel = asksModel;
        this.broker = new Broker(brokerData, directory.resolve("kafka.log"));
        this.database = new Database(directory.resolve("postgres"), directory.resolve("postgres.log"));
        this.records = new Records(broker.address());
        for (ServiceProgram program : programs) {
            for (int i = 0; i < each; i++) {
                add(program);
            }
        }
        for (Replica replica : replicas) {
            replica.awaitReady();
        }
    }

    /** The checkout: this module is two below it. */
    private static Path root() {
        return Path.of("").toAbsolutePath().getParent().getParent();
    }

    /** The broker's address. */
    public String bootstrap() {
        return broker.address();
    }

    /** The address of a service's first process, ending in a slash. */
    public String address(ServiceProgram program) {
        return replicas(program).get(0).address();
    }

    /** Starts one more process of a service, and does not wait for it. */
    Replica add(ServiceProgram program) {
        Map<String, String> environment = new HashMap<>(database.environment());
        // Processes that live for seconds never earn back what the optimizing compiler costs.
        environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.address());
        if (program == ServiceProgram.EXPLAINER || program == ServiceProgram.SIMULATOR) {
            environment.put("EXPLAINER_RECIPE", asksModel ? "token-activation-pairs" : "token-lookup");
            environment.put("SIMULATOR_RECIPE", asksModel ? "prompt-logprobs" : "token-lookup");
            environment.put("OPENAI_BASE_URL", model.baseUrl());
            environment.put("OPENAI_API_KEY", "sk-of-the-fault-suite");
            environment.put("LLM_MODEL", PlayedModel.NAME);
            environment.put("LLM_CONCURRENCY", "16");
            environment.put("LLM_TIMEOUT", "30s");
            environment.put("LLM_PROBE_INTERVAL", "2s");
            // Whoever is killed keeps nobody waiting for longer.
            environment.put("LLM_LEASE", "10s");
        }
        environment.putAll(settings);
        Path log = directory.resolve(program.title() + "-" + replicas.size() + ".log");
        Replica replica = new Replica(program, installation, environment, log);
        replicas.add(replica);
        return replica;
    }

    /** Forgets a process that has ended for good. */
    void remove(Replica replica) {
        replicas.remove(replica);
    }

    List<Replica> replicas() {
        return List.copyOf(replicas);
    }

    List<Replica> replicas(ServiceProgram program) {
        List<Replica> found = new ArrayList<>(replicas);
        found.removeIf(replica -> replica.program() != program);
        return found;
    }

    Installation installation() {
        return installation;
    }

    Path directory() {
        return directory;
    }

    PlayedServer model() {
        return model;
    }

    Broker broker() {
        return broker;
    }

    Database database() {
        return database;
    }

    Records records() {
        return records;
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
        records.close();
        database.close();
        broker.close();
        model.close();
    }
}
