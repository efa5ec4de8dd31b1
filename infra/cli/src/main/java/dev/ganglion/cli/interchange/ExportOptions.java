package dev.ganglion.cli.interchange;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.options.LayersOption;
import dev.ganglion.cli.options.RecipeSelector;
import dev.ganglion.cli.progress.Bars;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import dev.ganglion.events.NeuronId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every export is told, and how it is run and reported. */
final class ExportOptions {

    @Parameters(paramLabel = "DIR", description = "where the files go; it is made if it is not there")
    private Path directory;

    @Option(names = "--model", paramLabel = "SLUG", description = "only neurons of this subject model")
    private String model;

    @Option(
            names = "--layers",
            paramLabel = "LAYERS",
            converter = LayersOption.class,
            description = "only these layers, for example 0-3,7")
    private LayersOption.Layers layers;

    @Option(
            names = "--neurons",
            paramLabel = "NEURONS",
            converter = NeuronsOption.class,
            description = "only these neurons of each layer, for example 0-99,816")
    private IndexRanges neurons;

    @Option(
            names = "--explainer",
            paramLabel = "RECIPE",
            converter = RecipeSelector.class,
            description = "only explanations of this recipe: NAME or NAME@DIGEST (default: all)")
    private String explainer;

    @Option(names = "--resume", description = "leave what is there, and write the rest")
    private boolean resume;

    @Option(
            names = "--results",
            paramLabel = "URL",
            description = "another scorer-service than that of the running stack")
    private String results;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    Path directory() {
        return directory;
    }

    RecipeChoice explainer() {
        return new RecipeChoice(explainer);
    }

    /**
     * Exports, shows how far it is, and prints what came of it.
     *
     * @param oneModel whether the layout has no place for a second one
     * @param writer made when it is known what there is
     * @return the exit code
     */
    int run(CommandLine command, boolean oneModel, Function<ExportRun.Extent, NeuronWriter> writer)
            throws InterruptedException {
        if (model != null && !NeuronId.isModelSlug(model)) {
            throw Refusal.badInput("--model " + Terminal.plain(model) + " is no name: use a-z, 0-9, '.', '_' and '-'");
        }
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw Refusal.badInput(directory + " is no directory");
        }
        ExportRun run = new ExportRun(
                new Results(address()),
                model,
                layers == null
                        ? null
                        : layers.indexes().stream().map(String::valueOf).collect(Collectors.joining(",")),
                neurons);
        Instant start = Instant.now();
        try {
            ExportRun.Extent extent = run.extent();
            if (extent.neurons() == 0) {
                throw Refusal.badInput("the results have no such neuron");
            }
            if (oneModel && extent.models().size() > 1) {
                throw Refusal.badInput("the results have neurons of several models, " + extent.models()
                        + ", and this layout has room for one: add --model");
            }
            ExportRun.Outcome outcome;
            try (Bars bars = new Bars(Terminal.interactive(), Terminal::say);
                    NeuronWriter to = writer.apply(extent)) {
                outcome = run.all(to, resume, done -> bars.update("export", "neurons", done, extent.neurons()));
            }
            print(command.getOut(), outcome, Duration.between(start, Instant.now()));
            return 0;
        } catch (IOException e) {
            throw Refusal.failed("the export stopped: " + e.getMessage() + "; --resume goes on", e);
        }
    }

    private String address() {
        if (results == null) {
            return StackFile.running(Installation.find()).viewer();
        }
        if (!results.matches("https?://[^/?#]+(/[^?#]*)?")) {
            throw Refusal.badInput("--results must be an address, for example http://127.0.0.1:8084");
        }
        return results.endsWith("/") ? results : results + "/";
    }

    private void print(PrintWriter out, ExportRun.Outcome outcome, Duration duration) throws IOException {
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("written", outcome.written());
            fields.put("skipped", outcome.skipped());
            fields.put("directory", directory.toString());
            fields.put("seconds", duration.toMillis() / 1000.0);
            out.println(new JsonMapper().writeValueAsString(fields));
        } else {
            out.println(String.format(
                    Locale.ROOT,
                    "Wrote %,d neurons to %s in %s%s.",
                    outcome.written(),
                    directory,
                    Terminal.duration(duration),
                    outcome.skipped() == 0 ? "" : String.format(Locale.ROOT, "; %,d were there", outcome.skipped())));
        }
        out.flush();
    }
}
