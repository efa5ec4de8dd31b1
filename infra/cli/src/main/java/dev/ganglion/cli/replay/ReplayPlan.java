package dev.ganglion.cli.replay;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.llm.ServiceJar;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.terminal.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a replay would do, as the service's jar says; nothing is created by asking.
 *
 * @param service {@code explainer}, {@code simulator} or {@code scorer}
 * @param topic that it reads
 * @param recipe {@code name@digest8}; null for the scorer
 * @param records between its start and its end
 * @param neurons that are selected; null where they were not counted
 * @param from by partition, the first offset
 * @param end by partition, the offset after the last
 * @param estimate what it would ask at most; null if it asks no language model
 */
public record ReplayPlan(
        String service,
        String topic,
        String recipe,
        long records,
        Long neurons,
        Map<String, Long> from,
        Map<String, Long> end,
        Estimate estimate) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * An upper bound, made from a few of the real prompts.
     *
     * @param records that something is asked about
     * @param dollars null if the model has no price
     */
    public record Estimate(long records, long calls, long promptTokens, long completionTokens, Double dollars) {}

    /**
     * Asks the jar.
     *
     * @param arguments the options of its {@code replay} command
     * @throws Refusal with its own sentence, if it has one
     */
    public static ReplayPlan of(
            Installation installation, ServiceProgram program, Map<String, String> environment, List<String> arguments)
            throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("replay"));
        all.addAll(arguments);
        all.add("--dry-run");
        return read(new ServiceJar(installation, program, environment).run(ServiceJar.nothing(), all), program.title());
    }

    /** Reads the last line that is an object: what the jar logs may stand before it. */
    static ReplayPlan read(String printed, String title) {
        String object = printed.lines().filter(line -> line.startsWith("{")).reduce("", (before, last) -> last);
        try {
            return MAPPER.readValue(object, ReplayPlan.class);
        } catch (IOException e) {
            throw Refusal.failed(title + " replay --dry-run did not print a JSON object", e);
        }
    }

    /** Whether it asks a language model. */
    public boolean asksModel() {
        return estimate != null;
    }
}
