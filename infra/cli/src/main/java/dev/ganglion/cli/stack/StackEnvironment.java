package dev.ganglion.cli.stack;

import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.local.LocalPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one more process of a service needs to work on what runs already. */
public final class StackEnvironment {

    /** What is taken over from the recipe's own process: with another model it would be another recipe. */
    private static final List<String> REMEMBERED = List.of("RECIPES_DIR", "LLM_MODEL");

    private final Installation installation;
    private final StackFile stack;

    public StackEnvironment(Installation installation, StackFile stack) {
        this.installation = installation;
        this.stack = stack;
    }

    /**
     * Environment variables for a process of this service; the key of a language model is inherited where it is of use.
     *
     * @param recipe {@code NAME} or {@code NAME@DIGEST}; null for a service without recipes
     */
    public Map<String, String> of(ServiceProgram program, String recipe) {
        Map<String, String> all = new HashMap<>(program.environment());
        LocalPostgres postgres = LocalPostgres.at(port("postgres"));
        all.put("KAFKA_BOOTSTRAP_SERVERS", stack.bootstrap());
        all.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl());
        all.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl());
        all.put("QUARKUS_DATASOURCE_USERNAME", LocalPostgres.USER);
        all.put("QUARKUS_DATASOURCE_PASSWORD", "");
        all.put("RESULTS_URL", withoutSlash(stack.viewer()));
        stack.addressOf(ServiceProgram.ACTIVATION.title())
                .ifPresent(address -> all.put("ACTIVATION_SERVICE_URL", withoutSlash(address)));
        if (program.asksModels()) {
            all.putAll(remembered(program, recipe));
        } else {
            all.put("OPENAI_API_KEY", "");
        }
        return all;
    }

    /** The recipe's own process first, then any of the service, whose directory will be the same. */
    private Map<String, String> remembered(ServiceProgram program, String recipe) {
        Map<String, String> found = new HashMap<>();
        List<RunningProcess> processes = new ArrayList<>(stack.processes());
        processes.removeIf(process -> !process.is(program));
        for (RunningProcess process : processes) {
            copy(process, "RECIPES_DIR", found);
        }
        String name = recipe == null ? null : recipe.replaceFirst("@.*", "");
        for (RunningProcess process : processes) {
            if (process.title().replaceFirst("@.*", "").equals(program.title() + ":" + name)) {
                REMEMBERED.forEach(setting -> copy(process, setting, found));
            }
        }
        return found;
    }

    /** What the person has set for this command wins. */
    private static void copy(RunningProcess process, String setting, Map<String, String> to) {
        String value = process.settings().get(setting);
        if (value != null && System.getenv(setting) == null) {
            to.put(setting, value);
        }
    }

    /** Where one more process of this title writes its log. */
    public Path log(String title) {
        return new StackDirectory(installation.state().resolve(stack.startedBy().equals("up") ? "stack" : "demo"))
                .log(title);
    }

    /** Whether the broker of this checkout runs now. */
    public static boolean isBrokerUp(Installation installation) {
        return StackFile.read(installation).stream()
                .flatMap(stack -> stack.processes().stream())
                .anyMatch(process ->
                        process.title().equals("kafka") && process.handle().isPresent());
    }

    private int port(String title) {
        return stack.processes().stream()
                .filter(process -> process.title().equals(title))
                .mapToInt(RunningProcess::port)
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("no " + title + " is running: start it with infra/ganglion up"));
    }

    private static String withoutSlash(String address) {
        return address.replaceFirst("/$", "");
    }
}
