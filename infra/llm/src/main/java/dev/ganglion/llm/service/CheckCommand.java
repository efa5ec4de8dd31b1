package dev.ganglion.llm.service;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.llm.endpoint.EndpointCheck;
import dev.ganglion.llm.endpoint.EndpointProducer;
import dev.ganglion.llm.endpoint.EndpointReport;
import dev.ganglion.llm.endpoint.EndpointSettings;
import dev.ganglion.llm.endpoint.VertxTransport;
import dev.ganglion.llm.model.Capability;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.llm.recipe.Recipe;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what the language model's server can do, and which recipes will work with it. */
@Command(
        name = CheckCommand.NAME,
        header =
                "Asks the language model's server for a few tokens to see what it can do, and which recipes will work.",
        sortOptions = false,
        usageHelpWidth = 120,
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    static final String NAME = "check";

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Function<Optional<String>, List<? extends Recipe<?>>> recipes;

    @Spec
    private CommandSpec spec;

    @Option(names = "--recipe", paramLabel = "NAME", description = "Look at this recipe alone, and ask its model.")
    private String name;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private CheckCommand(Function<Optional<String>, List<? extends Recipe<?>>> recipes) {
        this.recipes = recipes;
    }

    /**
     * Returns the exit code: 2 and one sentence for what cannot be looked at.
     *
     * @param recipes the one of this name, or all
     */
    static int run(String service, Function<Optional<String>, List<? extends Recipe<?>>> recipes, String... arguments) {
        return OneShot.run(service, new CheckCommand(recipes), arguments);
    }

    @Override
    public Integer call() {
        EndpointSettings settings = EndpointProducer.settings(ConfigProvider.getConfig());
        List<? extends Recipe<?>> asking = recipes.apply(Optional.ofNullable(name)).stream()
                .filter(recipe -> recipe.model().isPresent())
                .toList();
        if (asking.isEmpty()) {
            throw new IllegalArgumentException("no such recipe asks a language model: there is nothing to look at");
        }
        EndpointReport report =
                look(settings, asking.get(0).model().orElseThrow().model());
        List<Verdict> verdicts = report.problem() != null
                ? List.of()
                : asking.stream().map(recipe -> Verdict.of(recipe, report)).toList();
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? json(report, verdicts) + "\n" : text(report, verdicts));
        out.flush();
        return 0;
    }

    private static EndpointReport look(EndpointSettings settings, ModelSettings model) {
        Vertx vertx = Vertx.vertx();
        try (VertxTransport transport = new VertxTransport(vertx, settings)) {
            return EndpointCheck.of(settings, model, transport).await().atMost(LIMIT);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static String json(EndpointReport report, List<Verdict> verdicts) {
        ObjectNode root = MAPPER.createObjectNode()
                .put("endpoint", report.baseUrl())
                .put("model", report.model())
                .put("problem", report.problem());
        ArrayNode capabilities = root.putArray("capabilities");
        for (Capability capability : Capability.values()) {
            if (report.has(capability)) {
                capabilities.add(capability.toString());
            }
        }
        ArrayNode findings = root.putArray("findings");
        for (Capability capability : Capability.values()) {
            EndpointReport.Finding finding = report.findings().get(capability);
            if (finding != null) {
                findings.addObject()
                        .put("capability", capability.toString())
                        .put("able", finding.able())
                        .put("detail", finding.detail());
            }
        }
        root.put("topLogprobs", Math.max(report.topLogprobs(), report.promptTopLogprobs()));
        root.put("context", report.contextLength());
        root.set("recipes", MAPPER.valueToTree(verdicts));
        return root.toPrettyString();
    }

    private static String text(EndpointReport report, List<Verdict> verdicts) {
        StringBuilder text = new StringBuilder();
        text.append(report.baseUrl()).append(", model ").append(report.model()).append('\n');
        if (report.problem() != null) {
            return text.append("  ").append(report.problem()).append('\n').toString();
        }
        for (Capability capability : Capability.values()) {
            EndpointReport.Finding finding = report.findings().get(capability);
            if (finding != null) {
                text.append(finding.able() ? "  yes  " : "  no   ")
                        .append(capability)
                        .append(": ")
                        .append(finding.detail())
                        .append('\n');
            }
        }
        if (report.contextLength() != null) {
            text.append("       context: ").append(report.contextLength()).append(" tokens\n");
        }
        for (Verdict verdict : verdicts) {
            text.append(verdict.works() ? "  works       " : "  cannot work ").append(verdict.recipe());
            if (verdict.reason() != null) {
                text.append(": ").append(verdict.reason());
            }
            text.append('\n');
        }
        return text.toString();
    }
}
