package dev.ganglion.cli.stack;

import dev.ganglion.cli.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The four services as programs: which jar, with how much memory, on which port by default. */
public enum ServiceProgram {
    ACTIVATION(
            "activation-service",
            "activation-service/app",
            8081,
            List.of("-Xmx2g"),
            Map.of("OMP_WAIT_POLICY", "passive")),
    EXPLAINER("explainer-service", "explainer-service", 8082, Memory.OF_A_STAGE, Map.of()),
    SIMULATOR("simulator-service", "simulator-service", 8083, Memory.OF_A_STAGE, Map.of()),
    SCORER("scorer-service", "scorer-service", 8084, Memory.OF_THE_SCORER, Map.of());

    /**
     * A stage's heap is mostly records in work, which are garbage when they are done. Room for them where the garbage
     * collector looks first spares it from moving them, and then from searching the whole heap for them.
     */
    private static final class Memory {
        static final List<String> OF_A_STAGE = List.of("-Xmx384m", "-Xmn256m", "-XX:SurvivorRatio=4");
        static final List<String> OF_THE_SCORER = List.of("-Xmx512m", "-Xmn340m", "-XX:SurvivorRatio=4");
    }

    private final String title;
    private final String module;
    private final int port;
    private final List<String> memory;
    private final Map<String, String> environment;

    ServiceProgram(String title, String module, int port, List<String> memory, Map<String, String> environment) {
        this.title = title;
        this.module = module;
        this.port = port;
        this.memory = memory;
        this.environment = environment;
    }

    public String title() {
        return title;
    }

    /** The port it has when that is free. */
    public int preferredPort() {
        return port;
    }

    /** What it needs in its environment wherever it runs. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The setting that names the recipe it runs; none for a service without recipes. */
    Map<String, String> recipeSetting(String recipe) {
        return switch (this) {
            case EXPLAINER -> Map.of("EXPLAINER_RECIPE", recipe);
            case SIMULATOR -> Map.of("SIMULATOR_RECIPE", recipe);
            case ACTIVATION, SCORER -> Map.of();
        };
    }

    /** Whether some of its recipes ask a language model, and need the key. */
    boolean asksModels() {
        return this == EXPLAINER || this == SIMULATOR;
    }

    /** The command that runs its jar; arguments may follow. */
    public List<String> javaCommand(Installation installation) {
        Path jar = installation.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw Refusal.failed(jar + " is missing: build with 'mvn package'");
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:+UseSerialGC"));
        command.addAll(memory);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
