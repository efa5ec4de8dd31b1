package dev.ganglion.cli.offsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.options.Moment;
import dev.ganglion.cli.terminal.Refusal;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves a stopped group. */
@Command(
        name = "reset",
        description = {
            "Has a stopped consumer group go on elsewhere. Shows what it would do; with --execute does it.",
            "Reading again is safe: a result that is there already changes nothing. Passing over records leaves them"
                    + " undone. For a new recipe, or for some neurons, infra/ganglion replay is the better tool."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion offsets reset scorer --to earliest",
            "  infra/ganglion offsets reset scorer --to 2026-11-23T12:00:00Z --execute",
            "  infra/ganglion offsets reset projection --topic scores --to 0:120,3:99 --execute",
            "",
            "An offset that the topic does not hold becomes the nearest one that it does. Refused while the group has"
                    + " members."
        })
final class OffsetsResetCommand implements Callable<Integer> {

    @Parameters(paramLabel = "GROUP", description = "the group's name: see infra/ganglion offsets list")
    private String group;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "WHERE",
            description = "earliest, latest, a time (2026-11-23T12:00:00Z, or 2h for two hours ago), or"
                    + " PARTITION:OFFSET,…")
    private String to;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "only this topic (default: all that it reads)")
    private String topic;

    @Option(names = "--execute", description = "do it")
    private boolean execute;

    @Option(names = "--dry-run", description = "only show it; the default")
    private boolean dryRun;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Mixin
    private OffsetsCommand.Bootstrap bootstrap;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        if (execute && dryRun) {
            throw Refusal.badInput("--execute and --dry-run exclude each other");
        }
        ResetTarget target = target();
        PrintWriter out = spec.commandLine().getOut();
        try (Groups groups = new Groups(bootstrap.address())) {
            List<Move> moves = groups.plan(group, topic, target);
            boolean doIt = execute && moves.stream().anyMatch(Move::isChange);
            if (doIt) {
                groups.commit(group, moves);
            }
            out.println(json ? json(group, moves, doIt) : text(group, moves, execute));
        }
        out.flush();
        return 0;
    }

    private ResetTarget target() {
        Instant now = Instant.now();
        try {
            return ResetTarget.parse(to, text -> Moment.read(text, now));
        } catch (IllegalArgumentException e) {
            throw Refusal.badInput("--to " + e.getMessage());
        }
    }

    static String json(String group, List<Move> moves, boolean executed) throws JsonProcessingException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("group", group);
        fields.put("executed", executed);
        fields.put("partitions", moves);
        return new JsonMapper().writeValueAsString(fields);
    }

    static String text(String group, List<Move> moves, boolean execute) {
        int width = moves.stream().mapToInt(move -> move.topic().length()).max().orElse(1);
        String line = "%-" + width + "s %9s %12s    %-12s %s%n";
        StringBuilder text = new StringBuilder(String.format(line, "topic", "partition", "from", "to", ""));
        for (Move move : moves) {
            text.append(String.format(
                            line,
                            move.topic(),
                            move.partition(),
                            move.from() == null ? "–" : count(move.from()),
                            count(move.to()),
                            remark(move))
                    .stripTrailing());
            text.append(System.lineSeparator());
        }
        boolean change = moves.stream().anyMatch(Move::isChange);
        return text
                + (!change
                        ? group + " is there already: nothing to change."
                        : execute
                                ? group + " goes on there when it is started again."
                                : "Nothing was changed: add --execute.");
    }

    private static String remark(Move move) {
        String what = !move.isChange() ? "stays" : again(move.again());
        return move.wanted() == null
                ? what
                : what + "; " + count(move.wanted()) + " is not on the topic, which holds " + count(move.begin())
                        + " to " + count(move.end());
    }

    private static String again(Long records) {
        if (records == null) {
            return "";
        }
        return records > 0 ? count(records) + " again" : count(-records) + " passed over";
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
