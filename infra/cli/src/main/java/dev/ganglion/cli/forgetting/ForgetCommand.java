package dev.ganglion.cli.forgetting;

import dev.ganglion.cli.llm.LlmApi;
import dev.ganglion.cli.options.RecipeSelector;
import dev.ganglion.cli.stack.GroupLag;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.RunningProcess;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import dev.ganglion.events.NeuronId;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Takes a model or a recipe out of the results database. */
@Command(
        name = "forget",
        description = {
            "Removes a model, or what a recipe made, from the results database: of an explainer's recipe its explanations"
                    + " and all that was made of them, of a simulator's its simulations and their scores.",
            "The topics and the ledger keep everything. It shows what would go, and asks first."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion forget terse@1a2b3c4d --dry-run",
            "  infra/ganglion forget terse@1a2b3c4d",
            "  infra/ganglion forget token-lookup --kind simulator --yes",
            "  infra/ganglion forget my-model --yes --json",
            "",
            "It is no deletion: a results database that is built again from the topics has it again."
        })
public final class ForgetCommand implements Callable<Integer> {

    private static final String PROJECTION = "projection";

    @Parameters(paramLabel = "MODEL|RECIPE", description = "a model's name, or a recipe's NAME or NAME@DIGEST")
    private String name;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "model, explainer or simulator, if the name is of several")
    private Kind kind;

    @Option(names = "--dry-run", description = "only show what would go")
    private boolean dryRun;

    @Option(names = "--yes", description = "without asking")
    private boolean yes;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** What is forgotten. */
    enum Kind {
        MODEL,
        EXPLAINER,
        SIMULATOR
    }

    @Override
    public Integer call() throws InterruptedException {
        checkName();
        StackFile stack = StackFile.running(Installation.find());
        Forgetting forgetting = new Forgetting(stack.viewer());
        PrintWriter out = spec.commandLine().getOut();
        try {
            Held held = forgetting.find(name, kind == null ? null : kind.name().toLowerCase(Locale.ROOT));
            if (dryRun) {
                out.println(
                        json
                                ? ForgetText.json(held, false, behind(stack, held), isRunning(stack, held))
                                : Terminal.plain(
                                        "This would forget " + held.described() + ": " + ForgetText.rows(held) + "."));
            } else if (mayBegin(held)) {
                Held gone = forgetting.forget(held);
                Long behind = behind(stack, gone);
                boolean running = isRunning(stack, gone);
                out.println(
                        json ? ForgetText.json(gone, true, behind, running) : ForgetText.done(gone, behind, running));
            }
        } catch (IOException e) {
            throw Refusal.failed("the scorer-service does not forget: " + e.getMessage(), e);
        }
        out.flush();
        return 0;
    }

    private void checkName() {
        try {
            if (!NeuronId.isModelSlug(name)) {
                new RecipeSelector().convert(name);
            }
        } catch (TypeConversionException e) {
            throw Refusal.badInput(e.getMessage());
        }
    }

    private boolean mayBegin(Held held) throws IOException {
        String what = Terminal.plain(held.described() + ": " + ForgetText.rows(held));
        if (yes) {
            return true;
        }
        if (!Terminal.canAsk()) {
            throw Refusal.badInput("this forgets " + what + "; there is no terminal to ask on: add --yes");
        }
        Terminal.say("This forgets " + what + ".");
        Terminal.say("The topics " + String.join(", ", held.topics()) + " keep its events.");
        return Terminal.confirm("Forget " + Terminal.plain(held.described()) + "?");
    }

    /** Records that the results database has not read yet; null if the broker does not say. */
    private static Long behind(StackFile stack, Held held) throws InterruptedException {
        try (GroupLag lag = new GroupLag(stack.bootstrap())) {
            long records = 0;
            for (String topic : held.topics()) {
                records += lag.of(PROJECTION, topic);
            }
            return records;
        } catch (GroupLag.UnknownLagException e) {
            return null;
        }
    }

    private static boolean isRunning(StackFile stack, Held held) throws InterruptedException {
        for (RunningProcess process : stack.withRecipes()) {
            try {
                LlmApi.Running running = new LlmApi(process.address()).recipe();
                if (running.service().equals(held.kind())
                        && running.recipe().pinned().equals(held.name())) {
                    return true;
                }
            } catch (IOException e) {
                // It is on its way up or down; status says so.
            }
        }
        return false;
    }
}
