package dev.ganglion.cli.interchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.offsets.OffsetsCommand;
import dev.ganglion.cli.options.LayersOption;
import dev.ganglion.cli.progress.Bars;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.PublishedRecipe;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every import is told, and how it is run and reported. */
final class ImportOptions {

    private static final int MOST_SHOWN = 20;

    @Parameters(paramLabel = "DIR|URL", description = "a directory, or an address: https://…, or az://container/path")
    private String source;

    @Option(
            names = "--model",
            paramLabel = "SLUG",
            description = "the name that the neurons get; see below for the default")
    private String model;

    @Option(
            names = "--layers",
            paramLabel = "LAYERS",
            converter = LayersOption.class,
            description = "which layers, for example 0-3,7 (default: all)")
    private LayersOption.Layers layers;

    @Option(
            names = "--neurons",
            paramLabel = "NEURONS",
            converter = NeuronsOption.class,
            description = "which neurons of each layer, for example 0-99,816 (default: all)")
    private IndexRanges neurons;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "the data set's name, kept with each record (default: the address, or the directory's name)")
    private String dataset;

    @Option(
            names = "--resume",
            description = "reads first which neurons an earlier import has put on the topic, and passes them over")
    private boolean resume;

    @Option(names = "--strict", description = "stop at the first file of which no record can be made")
    private boolean strict;

    @Option(names = "--dry-run", description = "read and check everything, and send nothing; needs no broker")
    private boolean dryRun;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Mixin
    private OffsetsCommand.Bootstrap bootstrap;

    PublishedSource source() {
        return PublishedSource.of(source);
    }

    /** The name of the model, or this one. */
    String model(String otherwise) {
        String slug = model == null ? otherwise : model;
        if (slug != null && !NeuronId.isModelSlug(slug)) {
            throw Refusal.badInput("--model " + Terminal.plain(slug) + " is no name: use a-z, 0-9, '.', '_' and '-'");
        }
        return slug;
    }

    String dataset(PublishedSource from) {
        return dataset == null ? from.name() : dataset;
    }

    /** Which layers; null for all. */
    List<Integer> layers() {
        return layers == null ? null : layers.indexes();
    }

    /** Which neurons of each; null for all. */
    IndexRanges neurons() {
        return neurons;
    }

    /**
     * Imports, shows how far it is, and prints what came of it.
     *
     * @param layout whose layout, {@code openai}
     * @param slug only to find what is there already, and to print; null if the files say it
     * @param total neurons, if it is known; else 0
     * @param atATime files in work at a time
     * @param recipes under which explanations are imported
     * @return the exit code
     */
    int run(
            CommandLine command,
            String layout,
            String slug,
            PublishedSource from,
            Iterator<ImportRun.Piece> pieces,
            long total,
            int atATime,
            List<PublishedRecipe> recipes)
            throws InterruptedException, JsonProcessingException {
        String address = dryRun ? null : bootstrap.address();
        Instant start = Instant.now();
        ImportTally tally;
        try (RecordTopic topic = dryRun ? null : new RecordTopic(address, layout);
                Bars bars = new Bars(Terminal.interactive(), Terminal::say)) {
            Set<String> there =
                    resume && !dryRun ? AlreadyThere.places(address, layout, slug, dataset(from)) : Set.of();
            for (PublishedRecipe recipe : dryRun ? List.<PublishedRecipe>of() : recipes) {
                topic.send(recipe);
            }
            tally = new ImportRun(dataset(from), topic, there, strict)
                    .all(pieces, atATime, seen -> bars.update("import", "neurons", seen, Math.max(seen, total)));
        }
        PrintWriter out = command.getOut();
        Duration duration = Duration.between(start, Instant.now());
        out.println(json ? json(tally, duration) : text(tally, duration));
        out.flush();
        if (tally.sent() + tally.skipped() + tally.refused() == 0) {
            throw Refusal.badInput(from.name() + " has none of these neurons");
        }
        return tally.refused() + tally.missing() == 0 ? 0 : 1;
    }

    private String json(ImportTally tally, Duration duration) throws JsonProcessingException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sent", dryRun ? 0 : tally.sent());
        fields.put("checked", dryRun ? tally.sent() : 0);
        fields.put("skipped", tally.skipped());
        fields.put("missing", tally.missing());
        fields.put("explanations", tally.explanations());
        fields.put("refused", tally.refused());
        fields.put("refusals", tally.listed());
        fields.put("tokenTableCoverage", tally.coverage());
        fields.put("seconds", duration.toMillis() / 1000.0);
        return new JsonMapper().writeValueAsString(fields);
    }

    private String text(ImportTally tally, Duration duration) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s %,d neurons in %s",
                dryRun ? "Checked" : "Imported",
                tally.sent(),
                Terminal.duration(duration)));
        if (tally.explanations() > 0) {
            text.append(String.format(Locale.ROOT, ", with %,d explanations", tally.explanations()));
        }
        if (tally.skipped() > 0) {
            text.append(String.format(Locale.ROOT, "; %,d were there", tally.skipped()));
        }
        if (tally.missing() > 0) {
            text.append(String.format(Locale.ROOT, "; %,d are not published there", tally.missing()));
        }
        text.append('.');
        if (tally.coverage() != null) {
            text.append(String.format(
                    Locale.ROOT,
                    "%nTheir token tables cover %.0f %% of the held-out text; on the rest the baseline says the mean.",
                    100 * tally.coverage()));
        }
        if (tally.refused() > 0) {
            text.append(String.format(Locale.ROOT, "%n%,d could not be used:", tally.refused()));
            tally.listed().stream()
                    .limit(MOST_SHOWN)
                    .forEach(one ->
                            text.append(String.format("%n  %s", Terminal.plain(one.place() + ": " + one.sentence()))));
            if (tally.refused() > MOST_SHOWN) {
                text.append(String.format("%n  and %,d more; --json lists them", tally.refused() - MOST_SHOWN));
            }
        }
        return text.toString();
    }
}
