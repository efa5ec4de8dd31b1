package dev.ganglion.cli.llm;

import dev.ganglion.cli.options.DollarsOption;
import dev.ganglion.cli.options.RecipeSelector;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a recipe may spend. */
@Command(
        name = "budget",
        description = "Says how much a recipe may spend.",
        mixinStandardHelpOptions = true,
        subcommands = BudgetCommand.Set.class,
        footerHeading = "%nExamples:%n",
        footer = {"  infra/ganglion budget set token-activation-pairs 5.00", "  infra/ganglion cost"})
public final class BudgetCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Sets it. */
    @Command(
            name = "set",
            description = {
                "Sets a recipe's budget: the most that it may spend in all, what is spent already included.",
                "A process that paused because its budget was spent goes on by itself."
            },
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  infra/ganglion budget set token-activation-pairs 5.00",
                "  infra/ganglion budget set output-logprobs@1a2b3c4d 0      spends no more"
            })
    static final class Set implements Callable<Integer> {

        @Parameters(paramLabel = "RECIPE", converter = RecipeSelector.class, description = "NAME or NAME@DIGEST")
        private String recipe;

        @Parameters(paramLabel = "DOLLARS", converter = DollarsOption.class, description = "in all, for example 5.00")
        private double dollars;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            RunningRecipes running = new RunningRecipes(StackFile.running(Installation.find()));
            try {
                LlmApi.Cost cost = running.find(recipe);
                LlmApi.Cost now = running.any().setBudget(cost.recipe(), dollars);
                PrintWriter out = spec.commandLine().getOut();
                out.printf(
                        "%s may spend %s; %s is spent.%n",
                        now.recipe(), Dollars.text(now.budget()), Dollars.text(now.spent()));
                out.flush();
                return 0;
            } catch (IOException e) {
                throw Refusal.failed("the ledger does not answer: " + e.getMessage(), e);
            }
        }
    }
}
