package dev.ganglion.cli.stack;

import dev.ganglion.cli.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The four services as programs: which jar, with how much memory, on which port by default. */
public enum ServiceProgram {
    ACTIVATION("activation-service", "activation-service/app", 8081, "2g", Map.of("OMP_WAIT_POLICY", "passive")),
    EXPLAINER("explainer-service", "explainer-service", 8082, "384m", Map.of()),
    SIMULATOR("simulator-service", "simulator-service", 8083, "384m", Map.of()),
    SCORER("scorer-service", "scorer-service", 8084, "512m", Map.of());

    private final String title;
    private final String module;
    private final int port;
    private final String heap;
    private final Map<String, String> environment;

    ServiceProgram(String title, String module, int port, String heap, Map<String, String> environment) {
        this.title = title;
        this.module = module;
        this.port = port;
        this.heap = heap;
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
        return List.of(java.toString(), "-XX:+UseSerialGC", "-Xmx" + heap, "-jar", jar.toString());
    }
}
