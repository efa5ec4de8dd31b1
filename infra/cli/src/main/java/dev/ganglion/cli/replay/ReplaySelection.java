package dev.ganglion.cli.replay;

import dev.ganglion.cli.offsets.ResetTarget;
import dev.ganglion.cli.options.LayersOption;
import dev.ganglion.cli.options.Moment;
import dev.ganglion.cli.options.RecipeSelector;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import dev.ganglion.events.NeuronId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which records a replay works on: its options, and what they are for the service's jar. */
final class ReplaySelection {

    /** Keys of a file that fit among a container's arguments with room to spare. */
    private static final int MOST_KEYS_INLINE = 1000;

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            description = "earliest (default), a time (2026-11-23T12:00:00Z, or 2h for two hours ago), or"
                    + " PARTITION:OFFSET,… (only these partitions)")
    private String from;

    @Option(names = "--model", paramLabel = "SLUG", description = "only neurons of this subject model")
    private String model;

    @Option(names = "--layers", paramLabel = "0-3,7", description = "only these layers")
    private String layers;

    @Option(
            names = "--neurons",
            paramLabel = "KEY,KEY|@FILE",
            description = "only these neurons; in a file one key a line")
    private String neurons;

    @Option(
            names = "--below",
            paramLabel = "SCORE",
            description = "only neurons whose best score is under it, or that have none")
    private Double below;

    @Option(names = "--sample", paramLabel = "N", description = "only N of the neurons, chosen by hash")
    private Integer sample;

    @Option(names = "--seed", paramLabel = "S", description = "another sample; also of --explanations-of random")
    private Long seed;

    @Option(
            names = "--explainer-recipe",
            paramLabel = "RECIPE",
            converter = RecipeSelector.class,
            description = "simulator and scorer: only what this recipe's explanations led to")
    private String explainer;

    @Option(
            names = "--simulator-recipe",
            paramLabel = "RECIPE",
            converter = RecipeSelector.class,
            description = "scorer: only this recipe's simulations")
    private String simulator;

    @Option(
            names = "--explanations-of",
            paramLabel = "random",
            description = "simulator: simulate each neuron from the explanation of another one, the baseline that every"
                    + " score is read against; such scores never rank")
    private String explanationsOf;

    @Option(
            names = "--dead-letters",
            description = "read what the service could not process, and not its topic; see also dead-letters redrive")
    private boolean deadLetters;

    @Option(names = "--reason", paramLabel = "TEXT", description = "dead letters: the reason contains this")
    private String reason;

    @Option(names = "--since", paramLabel = "TIME", description = "dead letters: not older; a time, or 2h")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "dead letters: older; a time, or 2h")
    private String until;

    @Option(names = "--key", paramLabel = "KEY", description = "dead letters: of this neuron")
    private String key;

    @Option(names = "--record", paramLabel = "P@OFFSET", description = "dead letters: only this one")
    private String record;

    /**
     * The options of the jar's {@code replay} command that say the same.
     *
     * @param inline whether keys are to be given themselves, since a file would not be there
     * @throws Refusal if they cannot be, or are not for this service
     */
    List<String> arguments(ServiceProgram service, boolean inline) {
        check(service);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("--from", from == null ? null : from());
        values.put("--model", model);
        values.put("--layers", layers == null ? null : layers());
        values.put("--neurons", neurons == null ? null : neurons(inline));
        values.put("--below", below);
        values.put("--sample", sample);
        values.put("--seed", seed);
        values.put("--explainer-recipe", explainer);
        values.put("--simulator-recipe", simulator);
        values.put("--explanations-of", explanationsOf);
        values.put("--reason", reason);
        values.put("--since", since == null ? null : Moment.ofOption("--since", since));
        values.put("--until", until == null ? null : Moment.ofOption("--until", until));
        values.put("--key", key);
        values.put("--record", record);
        List<String> arguments = new ArrayList<>();
        if (deadLetters) {
            arguments.add("--dead-letters");
        }
        values.forEach((option, value) -> {
            if (value != null) {
                arguments.add(option);
                arguments.add(value.toString());
            }
        });
        return List.copyOf(arguments);
    }

    private void check(ServiceProgram service) {
        refuse(
                "--explainer-recipe",
                explainer,
                service == ServiceProgram.EXPLAINER,
                "is for the simulator and the scorer");
        refuse("--simulator-recipe", simulator, service != ServiceProgram.SCORER, "is for the scorer");
        refuse("--explanations-of", explanationsOf, service != ServiceProgram.SIMULATOR, "is for the simulator");
        if (explanationsOf != null && !explanationsOf.equals("random")) {
            throw Refusal.badInput("--explanations-of can be random, and nothing else");
        }
        refuse("--reason", reason, !deadLetters, "is for --dead-letters");
        refuse("--since", since, !deadLetters, "is for --dead-letters: for a topic's records write --from");
        refuse("--until", until, !deadLetters, "is for --dead-letters");
        refuse("--key", key, !deadLetters, "is for --dead-letters: for a topic's records write --neurons");
        refuse("--record", record, !deadLetters, "is for --dead-letters");
        refuse("--seed", seed, sample == null && explanationsOf == null, "is for --sample or --explanations-of random");
        if (sample != null && sample < 1) {
            throw Refusal.badInput("--sample must be 1 or more");
        }
        if (below != null && !(Math.abs(below) <= 1)) {
            throw Refusal.badInput("--below must be a number from -1 to 1");
        }
        if (record != null && !record.matches("\\d{1,9}@\\d{1,18}")) {
            throw Refusal.badInput("--record must be PARTITION@OFFSET, for example 2@17");
        }
    }

    private static void refuse(String option, Object value, boolean wrong, String why) {
        if (value != null && wrong) {
            throw Refusal.badInput(option + " " + why);
        }
    }

    private String from() {
        ResetTarget target;
        try {
            target = ResetTarget.parse(from, text -> Moment.read(text, Instant.now()));
        } catch (IllegalArgumentException e) {
            throw Refusal.badInput("--from " + e.getMessage());
        }
        if (target instanceof ResetTarget.Latest) {
            throw Refusal.badInput("--from latest would leave nothing to do: a replay ends where the topic ends now");
        }
        // What "ago" means is settled here: the same replay may be joined later.
        return target instanceof ResetTarget.Since time ? time.when().toString() : from;
    }

    private String layers() {
        try {
            new LayersOption().convert(layers);
        } catch (picocli.CommandLine.TypeConversionException e) {
            throw Refusal.badInput("--layers " + e.getMessage());
        }
        return layers;
    }

    private String neurons(boolean inline) {
        if (!neurons.startsWith("@")) {
            checkKeys(List.of(neurons.split(",", -1)), "--neurons");
            return neurons;
        }
        Path file = Path.of(neurons.substring(1)).toAbsolutePath();
        List<String> keys;
        try {
            keys = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw Refusal.badInput("--neurons: " + file + " cannot be read");
        }
        checkKeys(keys, file.toString());
        if (!inline) {
            return "@" + file;
        }
        if (keys.size() > MOST_KEYS_INLINE) {
            throw Refusal.badInput("--neurons: a Job carries its keys with it, at most " + MOST_KEYS_INLINE + ", and "
                    + file + " has " + keys.size() + ": choose with --layers, --below or --sample");
        }
        return String.join(",", keys);
    }

    private static void checkKeys(List<String> keys, String where) {
        if (keys.isEmpty()) {
            throw Refusal.badInput(where + " names no neuron");
        }
        for (String one : keys) {
            try {
                NeuronId.parse(one);
            } catch (IllegalArgumentException e) {
                throw Refusal.badInput(where + ": " + Terminal.plain(e.getMessage()));
            }
        }
    }
}
