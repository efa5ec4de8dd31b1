package dev.ganglion.cli.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.options.RecipesDirectory;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What there is to know of the language model before it is used. */
@Command(
        name = "llm",
        description = "Looks at the language model that OPENAI_BASE_URL and OPENAI_API_KEY name.",
        mixinStandardHelpOptions = true,
        subcommands = LlmCommand.Check.class,
        footerHeading = "%nExamples:%n",
        footer = {"  infra/ganglion llm check"})
public final class LlmCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** What the endpoint can do, and which recipes will work with it. */
    @Command(
            name = "check",
            description = {
                "Asks the endpoint what it can do, with a few very short questions, and says which recipes will work.",
                "Exit code 0 if at least one recipe of each service works, 2 if not."
            },
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  OPENAI_API_KEY=… infra/ganglion llm check",
                "  OPENAI_BASE_URL=http://127.0.0.1:8000/v1 infra/ganglion llm check --model Qwen/Qwen3-8B",
                "  infra/ganglion llm check --json"
            })
    static final class Check implements Callable<Integer> {

        @Option(
                names = "--model",
                paramLabel = "NAME",
                description = "the model to ask (default: LLM_MODEL in the environment, else each recipe's own)")
        private String model;

        @Option(names = "--json", description = "print one JSON object")
        private boolean json;

        @Mixin
        private RecipesDirectory recipes;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException, JsonProcessingException {
            Installation installation = Installation.find();
            Map<String, String> environment = new LinkedHashMap<>(recipes.environment());
            if (model != null) {
                environment.put("LLM_MODEL", model);
            }
            EndpointCheck explainer = EndpointCheck.of(installation, ServiceProgram.EXPLAINER, environment, null);
            EndpointCheck simulator = EndpointCheck.of(installation, ServiceProgram.SIMULATOR, environment, null);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                Map<String, Object> both = new LinkedHashMap<>();
                both.put("explainer", explainer);
                both.put("simulator", simulator);
                out.println(new JsonMapper().writeValueAsString(both));
            } else {
                out.print(LlmCheckText.of(explainer, simulator));
            }
            out.flush();
            return works(explainer) && works(simulator) ? 0 : CommandLine.ExitCode.USAGE;
        }

        private static boolean works(EndpointCheck check) {
            return check.problem() == null && check.recipes().stream().anyMatch(EndpointCheck.Verdict::works);
        }
    }
}
