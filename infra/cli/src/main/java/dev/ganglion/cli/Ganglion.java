package dev.ganglion.cli;

import dev.ganglion.cli.activation.ActivateCommand;
import dev.ganglion.cli.activation.ActivationsCommand;
import dev.ganglion.cli.activation.DownloadCommand;
import dev.ganglion.cli.comparison.CompareCommand;
import dev.ganglion.cli.deadletters.DeadLettersCommand;
import dev.ganglion.cli.demo.DemoCommand;
import dev.ganglion.cli.forgetting.ForgetCommand;
import dev.ganglion.cli.interchange.ExportCommand;
import dev.ganglion.cli.interchange.ImportCommand;
import dev.ganglion.cli.llm.BudgetCommand;
import dev.ganglion.cli.llm.CostCommand;
import dev.ganglion.cli.llm.LlmCommand;
import dev.ganglion.cli.llm.PromptCommand;
import dev.ganglion.cli.offsets.OffsetsCommand;
import dev.ganglion.cli.rebuilding.ChecksumCommand;
import dev.ganglion.cli.rebuilding.RebuildCommand;
import dev.ganglion.cli.replay.ReplayCommand;
import dev.ganglion.cli.stack.DownCommand;
import dev.ganglion.cli.stack.UpCommand;
import dev.ganglion.cli.terminal.Refusal;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command: {@code infra/ganglion}. */
@Command(
        name = "infra/ganglion",
        description = "Explains every neuron of a language model.",
        mixinStandardHelpOptions = true,
        version = "Ganglion 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            DownCommand.class,
            ActivateCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            ActivationsCommand.class,
            DownloadCommand.class,
            LlmCommand.class,
            PromptCommand.class,
            BudgetCommand.class,
            CostCommand.class,
            ReplayCommand.class,
            CompareCommand.class,
            ForgetCommand.class,
            RebuildCommand.class,
            ChecksumCommand.class,
            DeadLettersCommand.class,
            OffsetsCommand.class,
            BenchmarkCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion demo",
            "      The whole chain on the demo model, on this machine, with a page to look at.",
            "  infra/ganglion llm check && infra/ganglion demo --llm",
            "      The same, with some neurons explained by the language model at OPENAI_BASE_URL, after an estimate.",
            "  infra/ganglion up && infra/ganglion activate --model DIR --corpus FILE",
            "      The same chain on a model and a text of yours; it goes on in the background.",
            "      The model may be an id of the Hugging Face hub, as openai-community/gpt2-xl.",
            "  infra/ganglion replay simulator --recipe json --below 0.2 --dry-run",
            "      What it would cost to score the badly explained neurons once more, with another recipe.",
            "  infra/ganglion compare token-lookup json",
            "      Whether that was better, and on which neurons.",
            "  infra/ganglion activations --model infra/demo/model --text \"The seven seas\" --layer 2 --neurons 3,17",
            "      A quick look at some neurons, without broker and database.",
            "",
            "Exit codes: 0 done; 1 something failed; 2 the command or its input is wrong."
        })
public final class Ganglion implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Ganglion() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** All commands, to be executed or only parsed. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Ganglion())
                .setCaseInsensitiveEnumValuesAllowed(true)
                // An argument that begins with @ names a file of neurons, not of arguments.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(Ganglion::wrongUse)
                .setExecutionExceptionHandler(Ganglion::failure);
        // Their options, --help among them, are for another program to read.
        for (String name : List.of(ActivationsCommand.NAME, DownloadCommand.NAME, BenchmarkCommand.NAME)) {
            commandLine.getSubcommands().get(name).setUnmatchedOptionsArePositionalParams(true);
        }
        return commandLine;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int wrongUse(ParameterException e, String[] arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("ganglion: " + e.getMessage());
        err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failure(Exception e, CommandLine command, CommandLine.ParseResult result) {
        if (e instanceof Refusal refusal) {
            command.getErr().println("ganglion: " + refusal.getMessage());
            return refusal.exitCode();
        }
        command.getErr().println("ganglion: unexpected failure, please report it: " + e);
        e.printStackTrace(command.getErr());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
