package dev.ganglion.cli.deadletters;

import dev.ganglion.cli.options.Moment;
import dev.ganglion.cli.options.RecipeSelector;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What could not be processed. */
@Command(
        name = "dead-letters",
        description = "Shows what could not be processed and why, has it tried again, or puts it away.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DeadLettersCommand.ListLetters.class,
            DeadLettersCommand.Show.class,
            RedriveCommand.class,
            DiscardCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion dead-letters list --service explainer --since 2h",
            "  infra/ganglion dead-letters show explainer-service.dlq/2/17",
            "  infra/ganglion dead-letters redrive --reason \"too long\"",
            "  infra/ganglion dead-letters discard --recipe terse"
        })
public final class DeadLettersCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Who puts dead letters away. */
    enum Service {
        ACTIVATION,
        EXPLAINER,
        SIMULATOR,
        SCORER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which are meant. */
    static final class Filter {

        @Option(names = "--service", paramLabel = "SERVICE", description = "activation, explainer, simulator or scorer")
        private Service service;

        @Option(
                names = "--recipe",
                paramLabel = "RECIPE",
                converter = RecipeSelector.class,
                description = "the recipe that failed, NAME or NAME@DIGEST")
        private String recipe;

        @Option(names = "--reason", paramLabel = "TEXT", description = "the reason contains this")
        private String reason;

        @Option(names = "--since", paramLabel = "TIME", description = "not older: 2026-11-23T12:00:00Z, or 2h")
        private String since;

        @Option(names = "--until", paramLabel = "TIME", description = "older: a time, or 2h")
        private String until;

        @Option(names = "--key", paramLabel = "KEY", description = "of this neuron")
        private String key;

        DeadLetterFilter read() {
            return new DeadLetterFilter(
                    service == null ? null : service.toString(),
                    recipe,
                    reason,
                    since == null ? null : Moment.ofOption("--since", since),
                    until == null ? null : Moment.ofOption("--until", until),
                    key);
        }

        boolean isEmpty() {
            return service == null && recipe == null && reason == null && since == null && until == null && key == null;
        }
    }

    public static DeadLetters deadLetters(StackFile stack) {
        return new DeadLetters(stack.viewer());
    }

    /** One of them, which must be there. */
    static DeadLetter find(DeadLetters letters, String id) throws InterruptedException {
        return letters.find(id)
                .orElseThrow(() -> Refusal.badInput("there is no dead letter " + Terminal.plain(id)
                        + ": infra/ganglion dead-letters list shows those that there are"));
    }

    @Command(
            name = "list",
            description = "Lists what could not be processed and is still open.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  infra/ganglion dead-letters list --service simulator --recipe json",
                "  infra/ganglion dead-letters list --since 1d --all --json"
            })
    static final class ListLetters implements Callable<Integer> {

        @Mixin
        private Filter filter;

        @Option(names = "--all", description = "those that were discarded or redriven too")
        private boolean all;

        @Option(names = "--limit", paramLabel = "N", description = "at most so many (default: 50)")
        private int limit = 50;

        @Option(names = "--json", description = "print one JSON object")
        private boolean json;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            if (limit < 1) {
                throw Refusal.badInput("--limit must be 1 or more");
            }
            DeadLetterFilter which = filter.read();
            DeadLetters letters = deadLetters(StackFile.running(Installation.find()));
            DeadLetters.Listed listed = letters.list(which, all ? "all" : "open", limit);
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? DeadLetterText.json(listed) : DeadLetterText.table(listed));
            out.flush();
            return 0;
        }
    }

    @Command(
            name = "show",
            description = "Shows one dead letter: why, whence, and how its value begins.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = "  infra/ganglion dead-letters show explainer-service.dlq/2/17")
    static final class Show implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = "TOPIC/PARTITION/OFFSET, as list shows it")
        private String id;

        @Option(names = "--json", description = "print one JSON object")
        private boolean json;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            DeadLetter letter = find(deadLetters(StackFile.running(Installation.find())), id);
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? DeadLetterText.json(letter) : DeadLetterText.whole(letter));
            out.flush();
            return 0;
        }
    }
}
