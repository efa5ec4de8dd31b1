package dev.ganglion.cli.stack;

import dev.ganglion.cli.options.DollarsOption;
import dev.ganglion.cli.options.RecipeSelector;
import dev.ganglion.cli.options.RecipesDirectory;
import dev.ganglion.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts what is not running, in the background. */
@Command(
        name = "up",
        description = {
            "Starts broker, database and services in the background; what runs already is left alone.",
            "The baseline, which asks no model, always runs. Each recipe that is named runs beside it, in a process of"
                    + " its own, and goes through everything that is recorded; it may spend money."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion up",
            "  infra/ganglion activate --model DIR --corpus FILE",
            "",
            "  infra/ganglion up --explainer-recipe token-activation-pairs \\",
            "      --simulator-recipe output-logprobs --budget 5.00",
            "      asks the model at OPENAI_BASE_URL with OPENAI_API_KEY; each recipe spends at most 5 dollars",
            "",
            "Data and logs are in .ganglion/stack/ and stay there after infra/ganglion down."
        })
public final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--explainer-recipe",
            paramLabel = "RECIPE",
            converter = RecipeSelector.class,
            description = "an explainer recipe to run beside the baseline; may be repeated")
    private List<String> explainers = List.of();

    @Option(
            names = "--simulator-recipe",
            paramLabel = "RECIPE",
            converter = RecipeSelector.class,
            description = "a simulator recipe to run beside the baseline; may be repeated")
    private List<String> simulators = List.of();

    @Option(
            names = "--budget",
            paramLabel = "DOLLARS",
            converter = DollarsOption.class,
            description = "what each of these recipes may spend, until infra/ganglion budget set changes it"
                    + " (default: LLM_BUDGET in the environment)")
    private Double budget;

    @Mixin
    private RecipesDirectory recipes;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> settings = new LinkedHashMap<>(recipes.environment());
        if (budget != null) {
            settings.put("LLM_BUDGET", budget.toString());
        }
        List<ServiceInstance> beside =
                new ArrayList<>(ServiceInstance.beside(ServiceProgram.EXPLAINER, explainers, settings));
        beside.addAll(ServiceInstance.beside(ServiceProgram.SIMULATOR, simulators, settings));
        String viewer = Background.start(Installation.find(), beside, Terminal::say);
        Terminal.say("Look: " + viewer + "   (stop: infra/ganglion down)");
        return 0;
    }
}
