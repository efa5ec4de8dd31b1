package dev.ganglion.cli.stack;

import dev.ganglion.cli.terminal.Refusal;
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
            List.of("-XX:+UseSerialGC", "-Xmx2g"),
            Map.of("GOMP_SPINCOUNT", "20000")),
    EXPLAINER("explainer-service", "explainer-service", 8082, Options.ofStage(768, 512), Map.of()),
    SIMULATOR("simulator-service", "simulator-service", 8083, Options.ofStage(768, 512), Map.of()),
    SCORER("scorer-service", "scorer-service", 8084, Options.ofViewer(640), Map.of());

    private static final class Options {

        /**
         * The heap is mostly records in work, which are garbage when they are done: where the collector looks first there is
         * room for them, so that it need not move them, and then search the whole heap for them.
         */
        static List<String> ofStage(int heapMb, int youngMb) {
            return with(
                    List.of("-XX:+UseSerialGC", "-Xmx" + heapMb + "m", "-Xmn" + youngMb + "m", "-XX:SurvivorRatio=4"));
        }

        /**
         * People wait for its pages, and would wait for the serial collector when that goes through the whole heap, a third of a second:
         * so one that never stops everything for long. A page's text is up to a megabyte, which in regions of the usual size would begin
         * a collection of everything each time, with two stops of its own. Records in work fill a third of it while a topic is read, and
         * no search finds garbage among them: it is for when there is twice as much.
         */
        static List<String> ofViewer(int heapMb) {
            return with(List.of(
                    "-XX:+UseG1GC",
                    "-Xmx" + heapMb + "m",
                    "-XX:MaxGCPauseMillis=50",
                    "-XX:G1HeapRegionSize=4m",
                    "-XX:InitiatingHeapOccupancyPercent=70",
                    "-XX:-G1UseAdaptiveIHOP"));
        }

        /**
         * The compiler that takes its time is for what runs a million times: at its usual thresholds it is busy for minutes with
         * Kafka's client and other code that runs once for each record. At ten times these the last of 14,000 neurons came an eighth
         * slower; at four times nothing was lost that could be measured.
         */
        private static List<String> with(List<String> memory) {
            List<String> options = new ArrayList<>(memory);
            options.addAll(List.of(
                    "-XX:Tier4InvocationThreshold=20000",
                    "-XX:Tier4MinInvocationThreshold=2400",
                    "-XX:Tier4CompileThreshold=60000"));
            return List.copyOf(options);
        }
    }

    private final String title;
    private final String module;
    private final int port;
    private final List<String> javaOptions;
    private final Map<String, String> environment;

    ServiceProgram(String title, String module, int port, List<String> javaOptions, Map<String, String> environment) {
        this.title = title;
        this.module = module;
        this.port = port;
        this.javaOptions = javaOptions;
        this.environment = environment;
    }

    public String title() {
        return title;
    }

    /** The port it has when that is free. */
    public int preferredPort() {
        return port;
    }

    /** For the Java that runs it: memory above all. */
    public List<String> javaOptions() {
        return javaOptions;
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
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
