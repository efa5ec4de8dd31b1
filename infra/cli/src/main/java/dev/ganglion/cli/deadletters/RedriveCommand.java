package dev.ganglion.cli.deadletters;

import dev.ganglion.cli.options.DollarsOption;
import dev.ganglion.cli.options.RecipesDirectory;
import dev.ganglion.cli.replay.ReplayCommand;
import dev.ganglion.cli.replay.Replays;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has dead letters tried again, each with the recipe that failed. */
@Command(
        name = "redrive",
        description = {
            "Tries open dead letters again: for each service and recipe one replay over its dead letters, with the recipe"
                    + " that failed. Nothing is put back on a topic that others read, and a second redrive does no harm.",
            "What fails again is open again, with the reason of its last failure."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion dead-letters redrive --dry-run",
            "  infra/ganglion dead-letters redrive --service simulator --reason \"too long\" --yes",
            "  infra/ganglion dead-letters redrive explainer-service.dlq/2/17",
            "",
            "Exit codes: 0 all passed; 1 some failed again, or could not be tried."
        })
final class RedriveCommand implements Callable<Integer> {

    /** Each is a replay of its own; for more there are filters. */
    private static final int MOST_IDS = 20;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "these ones: TOPIC/PARTITION/OFFSET, as list shows it")
    private List<String> ids = List.of();

    @Mixin
    private DeadLettersCommand.Filter filter;

    @Option(names = "--dry-run", description = "say what would be tried and what it will cost, and do nothing")
    private boolean dryRun;

    @Option(names = "--replicas", paramLabel = "N", description = "processes of each replay (default: 1)")
    private int replicas = 1;

    @Option(
            names = "--budget",
            paramLabel = "DOLLARS",
            converter = DollarsOption.class,
            description = "what each recipe may spend in all from now on (default: as it is)")
    private Double budget;

    @Option(names = "--yes", description = "spend without asking")
    private boolean yes;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Mixin
    private RecipesDirectory recipes;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        DeadLetterFilter which = filter.read();
        check();
        Replays replays = new Replays(Installation.find(), recipes, replicas, budget, yes);
        DeadLetters letters = DeadLettersCommand.deadLetters(replays.stack());
        Redrive redrive = Redrive.prepare(replays, letters, groups(letters, which));
        PrintWriter out = spec.commandLine().getOut();
        if (!dryRun && !redrive.isEmpty()) {
            Terminal.say(RedriveText.before(redrive.parts()));
            if (!replays.mayBegin(redrive.prepared())) {
                return 0;
            }
            redrive.run();
        }
        List<Redrive.Part> parts = redrive.parts();
        out.println(json ? RedriveText.json(parts) : dryRun ? RedriveText.before(parts) : RedriveText.after(parts));
        out.flush();
        return dryRun ? 0 : redrive.code();
    }

    private void check() {
        if (!ids.isEmpty() && !filter.isEmpty()) {
            throw Refusal.badInput("name ids, or say with filters which: not both");
        }
        if (ids.size() > MOST_IDS) {
            throw Refusal.badInput("at most " + MOST_IDS + " ids: for more use a filter such as --reason");
        }
        if (replicas < 1 || replicas > ReplayCommand.MOST_REPLICAS) {
            throw Refusal.badInput("--replicas must be 1 to " + ReplayCommand.MOST_REPLICAS);
        }
    }

    private List<RedriveGroup> groups(DeadLetters letters, DeadLetterFilter which) throws InterruptedException {
        if (ids.isEmpty()) {
            return RedriveGroup.of(
                    letters.list(which, "open", DiscardCommand.MOST).letters(), which);
        }
        List<RedriveGroup> groups = new ArrayList<>();
        for (String id : ids) {
            DeadLetter letter = DeadLettersCommand.find(letters, id);
            groups.add(RedriveGroup.of(letter));
        }
        return groups;
    }
}
