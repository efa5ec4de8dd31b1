package dev.ganglion.cli.comparison;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.cli.options.RecipeSelector;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.TerminalLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two recipes side by side. */
@Command(
        name = "compare",
        description = {
            "Says how much better recipe B is than recipe A, and where: over the neurons that both have been scored on.",
            "Both are explainers, under one simulator, or both simulators, under one explainer. What can only be one"
                    + " thing need not be said."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion compare token-activation-pairs terse",
            "  infra/ganglion compare terse@1a2b3c4d terse@5e6f7a8b --simulator prompt-logprobs",
            "  infra/ganglion compare token-lookup json --explainer terse --model demo --json",
            "",
            "A bar to the right is for B. An interval that holds 0 leaves open which one is better."
        })
public final class CompareCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "RECIPE_A",
            converter = RecipeSelector.class,
            description = "NAME or NAME@DIGEST")
    private String a;

    @Parameters(
            index = "1",
            paramLabel = "RECIPE_B",
            converter = RecipeSelector.class,
            description = "another of the same stage")
    private String b;

    @Option(
            names = "--simulator",
            paramLabel = "RECIPE",
            converter = RecipeSelector.class,
            description = "with two explainers: the simulator's recipe for both")
    private String simulator;

    @Option(
            names = "--explainer",
            paramLabel = "RECIPE",
            converter = RecipeSelector.class,
            description = "with two simulators: the explainer's recipe for both")
    private String explainer;

    @Option(names = "--stage", paramLabel = "STAGE", description = "explainer or simulator, if both have such recipes")
    private Stage stage;

    @Option(names = "--model", paramLabel = "SLUG", description = "on this model")
    private String model;

    @Option(names = "--scorer", paramLabel = "VERSION", description = "by this version of the scorer")
    private String scorer;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** What recipes do. */
    enum Stage {
        EXPLAINER,
        SIMULATOR
    }

    @Override
    public Integer call() throws InterruptedException {
        StackFile stack = StackFile.running(Installation.find());
        PrintWriter out = spec.commandLine().getOut();
        try {
            ObjectNode answer = new Comparisons(stack.viewer()).ask(question());
            Comparison comparison = Comparisons.read(answer);
            RecipeCosts costs = RecipeCosts.ask(stack);
            out.println(
                    json
                            ? json(answer, comparison, costs)
                            : ComparisonText.of(comparison, costs, TerminalLine.width()));
        } catch (IOException e) {
            throw Refusal.failed("the scorer-service does not compare: " + e.getMessage(), e);
        }
        out.flush();
        return 0;
    }

    private Map<String, String> question() {
        Map<String, String> question = new LinkedHashMap<>();
        question.put("a", a);
        question.put("b", b);
        question.put("stage", stage == null ? null : stage.name().toLowerCase(Locale.ROOT));
        question.put("simulator", simulator);
        question.put("explainer", explainer);
        question.put("model", model);
        question.put("scorer", scorer);
        return question;
    }

    private static String json(ObjectNode answer, Comparison comparison, RecipeCosts costs) throws IOException {
        JsonMapper mapper = new JsonMapper();
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("a", costs.of(comparison.stage(), comparison.a().pinned()));
        both.put("b", costs.of(comparison.stage(), comparison.b().pinned()));
        both.put("unknown", costs.unknown());
        answer.set("costs", mapper.valueToTree(both));
        return mapper.writeValueAsString(answer);
    }
}
