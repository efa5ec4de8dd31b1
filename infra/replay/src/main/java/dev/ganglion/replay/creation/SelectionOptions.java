package dev.ganglion.replay.creation;

import dev.ganglion.delivery.ChosenKeys;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronId;
import dev.ganglion.replay.plan.Layers;
import dev.ganglion.replay.plan.ReplayOptions;
import dev.ganglion.replay.plan.ReplayStart;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Which records a replay works on, as it is written on a command line. */
final class SelectionOptions {

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            description =
                    "earliest (default), a time such as 2026-11-23T12:00:00Z, or PARTITION:OFFSET,PARTITION:OFFSET"
                            + " (only these partitions)")
    private String from;

    @Option(names = "--model", paramLabel = "SLUG", description = "only neurons of this subject model")
    private String model;

    @Option(names = "--layers", paramLabel = "0-3,7", description = "only these layers")
    private String layers;

    @Option(names = "--neurons", paramLabel = "KEY,KEY|@FILE", description = "only these; in a file one key a line")
    private String neurons;

    @Option(
            names = "--below",
            paramLabel = "SCORE",
            description = "only neurons whose best score is under it, or that have none")
    private Double below;

    @Option(names = "--sample", paramLabel = "N", description = "only N of the neurons, chosen by hash")
    private Integer sample;

    @Option(names = "--seed", paramLabel = "S", description = "of --sample and --explanations-of; default 0")
    private Long seed;

    @Option(
            names = "--explainer-recipe",
            paramLabel = "RECIPE",
            description = "simulator, scorer: only its explanations")
    private String explainer;

    @Option(names = "--simulator-recipe", paramLabel = "RECIPE", description = "scorer: only its simulations")
    private String simulator;

    @Option(
            names = "--explanations-of",
            paramLabel = "random",
            description = "simulator: simulate another neuron's explanation, to see what chance gives")
    private String explanationsOf;

    @Option(names = "--dead-letters", description = "the service's dead letters that failed under this recipe")
    private boolean deadLetters;

    @Option(names = "--reason", paramLabel = "TEXT", description = "dead letters: only with this in their reason")
    private String reason;

    @Option(names = "--since", paramLabel = "TIME", description = "dead letters: only not older ones")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "dead letters: only older ones")
    private String until;

    @Option(names = "--key", paramLabel = "KEY", description = "dead letters: only those with this key")
    private String key;

    @Option(names = "--record", paramLabel = "P@OFFSET", description = "dead letters: only this one")
    private String record;

    private Set<String> keys;

    /** Checks what can be checked without asking anybody; each failure is one sentence. */
    void check(ReplayedService service) {
        String of = service.name();
        require(explainer == null || !of.equals("explainer"), "--explainer-recipe is for the simulator and the scorer");
        require(simulator == null || of.equals("scorer"), "--simulator-recipe is for the scorer");
        require(explanationsOf == null || of.equals("simulator"), "--explanations-of is for the simulator");
        require(explanationsOf == null || explanationsOf.equals("random"), "--explanations-of can only be random");
        require(
                explanationsOf == null || !deadLetters,
                "--explanations-of needs the topic of the explanations, and --dead-letters reads another");
        for (String[] option : new String[][] {
            {"--reason", reason}, {"--since", since}, {"--until", until}, {"--key", key}, {"--record", record}
        }) {
            require(option[1] == null || deadLetters, option[0] + " is for --dead-letters");
        }
        require(sample == null || sample >= 1, "--sample must be 1 or more");
        require(
                seed == null || sample != null || explanationsOf != null,
                "--seed is for --sample and --explanations-of");
        require(below == null || Math.abs(below) <= 1, "--below must be a number from -1 to 1");
        require(record == null || record.matches("\\d{1,9}@\\d{1,18}"), "--record must be PARTITION@OFFSET, as 2@17");
        require(model == null || NeuronId.isModelSlug(model), "--model: \"" + model + "\" is no model's name");
        if (layers != null) {
            Layers.parse(layers);
        }
        if (from != null) {
            ReplayStart.parse(from);
        }
        options();
    }

    private static void require(boolean right, String sentence) {
        if (!right) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** The named neurons; null if none are named. */
    Set<String> neurons() {
        if (neurons != null && keys == null) {
            keys = new TreeSet<>(
                    ChosenKeys.of("--neurons", List.of(neurons.split(",", -1))).keys());
        }
        return keys;
    }

    ReplayOptions options() {
        Map<String, String> given = new TreeMap<>();
        put(given, ReplayOptions.FROM, from);
        put(given, ReplayOptions.MODEL, model);
        put(given, ReplayOptions.LAYERS, layers);
        put(given, ReplayOptions.NEURONS, neurons == null ? null : Identity.sha256(String.join("\n", neurons())));
        put(given, ReplayOptions.BELOW, below);
        put(given, ReplayOptions.SAMPLE, sample);
        put(given, ReplayOptions.SEED, seed);
        put(given, ReplayOptions.EXPLAINER_RECIPE, explainer);
        put(given, ReplayOptions.SIMULATOR_RECIPE, simulator);
        put(given, ReplayOptions.EXPLANATIONS_OF, explanationsOf);
        put(given, ReplayOptions.DEAD_LETTERS, deadLetters ? "true" : null);
        put(given, ReplayOptions.REASON, reason);
        put(given, ReplayOptions.SINCE, time("--since", since));
        put(given, ReplayOptions.UNTIL, time("--until", until));
        put(given, ReplayOptions.KEY, key);
        put(given, ReplayOptions.RECORD, record);
        return new ReplayOptions(given);
    }

    private static void put(Map<String, String> given, String option, Object value) {
        if (value != null) {
            given.put(option, value.toString().strip());
        }
    }

    private static String time(String option, String text) {
        try {
            return text == null
                    ? null
                    : OffsetDateTime.parse(text.strip()).toInstant().toString();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    option + ": \"" + text + "\" is no time with its zone, such as 2026-11-23T12:00:00Z", e);
        }
    }
}
