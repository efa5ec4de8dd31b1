package dev.ganglion.cli.deadletters;

import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ProjectionCatchUp;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import dev.ganglion.events.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts dead letters away. */
@Command(
        name = "discard",
        description = {
            "Puts open dead letters away: they are listed and counted as open no more, and no redrive tries them again"
                    + " unless it names them.",
            "They stay on their topic. It asks first."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion dead-letters discard --recipe terse --until 7d",
            "  infra/ganglion dead-letters discard explainer-service.dlq/2/17 --yes"
        })
public final class DiscardCommand implements Callable<Integer> {

    /** As many as fit in memory without a thought. */
    public static final int MOST = 100_000;

    private static final int REASONS_SHOWN = 5;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "these ones: TOPIC/PARTITION/OFFSET, as list shows it")
    private List<String> ids = List.of();

    @Mixin
    private DeadLettersCommand.Filter filter;

    @Option(names = "--yes", description = "without asking")
    private boolean yes;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        DeadLetterFilter which = filter.read();
        if (ids.isEmpty() == filter.isEmpty()) {
            throw Refusal.badInput("say which: one or more ids, or a filter such as --recipe or --reason");
        }
        StackFile stack = StackFile.running(Installation.find());
        List<DeadLetter> letters = letters(DeadLettersCommand.deadLetters(stack), which);
        if (!letters.isEmpty() && !mayBegin(letters)) {
            return 0;
        }
        if (!letters.isEmpty()) {
            Decisions.discard(stack.bootstrap(), letters);
            if (!ProjectionCatchUp.await(stack.bootstrap(), List.of(Topics.DEAD_LETTER_DECISIONS))) {
                Terminal.say("They are discarded; the results database does not know yet.");
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? DeadLetterText.write(Map.of("discarded", letters.size()))
                        : letters.isEmpty() ? "There are none." : "Discarded " + DeadLetterText.count(letters) + ".");
        out.flush();
        return 0;
    }

    private List<DeadLetter> letters(DeadLetters letters, DeadLetterFilter which) throws InterruptedException {
        if (ids.isEmpty()) {
            return letters.list(which, "open", MOST).letters();
        }
        List<DeadLetter> named = new ArrayList<>();
        for (String id : ids) {
            named.add(DeadLettersCommand.find(letters, id));
        }
        return named;
    }

    private boolean mayBegin(List<DeadLetter> letters) throws IOException {
        if (yes) {
            return true;
        }
        if (!Terminal.canAsk()) {
            throw Refusal.badInput("this discards " + DeadLetterText.count(letters)
                    + ", and there is no terminal to ask on: add --yes");
        }
        Terminal.say(DeadLetterText.reasons(letters, REASONS_SHOWN));
        return Terminal.confirm("Discard " + DeadLetterText.count(letters) + "?");
    }
}
