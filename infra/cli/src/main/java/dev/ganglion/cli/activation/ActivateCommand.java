package dev.ganglion.cli.activation;

import dev.ganglion.cli.options.LayersOption;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.RequestTopic;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.CorpusSample;
import dev.ganglion.events.NeuronId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks the running stack to record a model's neurons over a corpus; the rest of the chain follows by itself. */
@Command(
        name = "activate",
        description = "Records the neurons of a model over a corpus; the running stack explains and scores them.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion activate --model models/gpt2 --corpus corpus.jsonl",
            "  infra/ganglion activate --model openai-community/gpt2-xl --corpus texts/ --sample-excerpts 50000",
            "  infra/ganglion activate --model infra/demo/model --corpus book.txt --name demo --layers 0-1",
            "  infra/ganglion activate --model models/gpt2 --corpus corpus.jsonl --shards 8",
            "      any number of activation workers take the shards; the records are those that one would give",
            "",
            "A model is a directory, or an id of the Hugging Face hub, organisation/name or"
                    + " organisation/name@revision, which",
            "is downloaded first if it is not in the cache (see infra/ganglion download --help).",
            "A corpus is a file or a directory of them: .jsonl holds one document per line in the field \"text\"; any"
                    + " other is",
            "one document; .gz and .zst are unpacked. Of a large one --sample-excerpts takes some, the same for the"
                    + " same seed.",
            "infra/ganglion status shows how far it is."
        })
public final class ActivateCommand implements Callable<Integer> {

    /** What may be one; what is one is for the activation-service to say. */
    private static final Pattern HUB_ID = Pattern.compile("[A-Za-z0-9][\\w.-]*(/[A-Za-z0-9][\\w.-]*)?(@.+)?");
    /** As many as the service takes. */
    private static final int MOST_SHARDS = 10_000;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR|ID",
            description = "the model: config.json, model.safetensors, tokenizer.json; or its id on the hub")
    private String model;

    @Option(names = "--corpus", required = true, paramLabel = "FILE|DIR", description = "the text to run it on, UTF-8")
    private Path corpus;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "the name that the neurons get (default: the directory's, or the id with '.' for '/')")
    private String name;

    @Option(
            names = "--layers",
            paramLabel = "LAYERS",
            converter = LayersOption.class,
            description = "which layers, for example 0-3,7 (default: all)")
    private LayersOption.Layers layers;

    @Option(names = "--excerpt-tokens", paramLabel = "N", description = "tokens in an excerpt (default: 64)")
    private Integer excerptTokens;

    @Option(
            names = "--sample-excerpts",
            paramLabel = "N",
            description = "take so many excerpts of the corpus, drawn at random (default: all)")
    private Integer sampleExcerpts;

    @Option(names = "--seed", paramLabel = "N", description = "of the drawing of --sample-excerpts (default: 0)")
    private Long seed;

    @Option(
            names = "--shards",
            paramLabel = "N",
            defaultValue = "1",
            description = "divide the corpus among so many workers' turns (default: 1); each should take some minutes,"
                    + " ten at most")
    private int shards;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Path.of(model);
        boolean local = Files.exists(directory) || !HUB_ID.matcher(model).matches();
        if (local) {
            directory = existing(directory, "--model");
            if (!Files.isDirectory(directory)) {
                throw Refusal.badInput("--model " + directory + " is no directory");
            }
        }
        Path text = existing(corpus, "--corpus");
        if (shards < 1 || shards > MOST_SHARDS) {
            throw Refusal.badInput("--shards " + shards + ": ask for 1 to " + MOST_SHARDS);
        }
        CorpusSample sample = sample();
        String given = name == null ? null : checkedName();
        StackFile stack = StackFile.running(Installation.find());
        List<ActivationRequest> requests;
        if (local) {
            requests = requests(given == null ? slug(directory) : given, directory.toString(), text, sample);
        } else {
            Optional<ModelDownload> download = ModelDownload.of(Installation.find(), model);
            if (download.isEmpty()) {
                return CommandLine.ExitCode.USAGE;
            }
            // With its commit: whoever works on it, and whenever, works on the same weights.
            requests = requests(
                    given == null ? download.get().name() : given,
                    download.get().model(),
                    text,
                    sample);
        }
        RequestTopic.send(stack.bootstrap(), requests);
        Terminal.say("Requested: the neurons of " + requests.get(0).model() + " over "
                + (sample == null ? "" : sample.excerpts() + " excerpts of ") + text.getFileName()
                + (shards > 1 ? ", in " + shards + " shards" : "") + ". Watch: infra/ganglion status. Look: "
                + stack.viewer());
        return 0;
    }

    private CorpusSample sample() {
        if (sampleExcerpts == null) {
            if (seed != null) {
                throw Refusal.badInput("--seed is that of --sample-excerpts, which is not there: name both or neither");
            }
            return null;
        }
        if (sampleExcerpts < 1) {
            throw Refusal.badInput("--sample-excerpts must be at least 1");
        }
        return new CorpusSample(sampleExcerpts, seed == null ? 0 : seed);
    }

    private static Path existing(Path path, String option) throws IOException {
        if (!Files.exists(path)) {
            throw Refusal.badInput(option + " " + path + " does not exist");
        }
        return path.toRealPath();
    }

    private String checkedName() {
        if (!NeuronId.isModelSlug(name)) {
            throw Refusal.badInput("--name " + Terminal.plain(name) + " is no name: use a-z, 0-9, '.', '_' and '-'");
        }
        return name;
    }

    private static String slug(Path directory) {
        String slug = Objects.toString(directory.getFileName(), "model")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-");
        return slug.isEmpty() ? "model" : slug;
    }

    private List<ActivationRequest> requests(String slug, String where, Path text, CorpusSample sample) {
        List<Integer> wanted = layers == null ? null : layers.indexes();
        return Requests.of(slug, where, text, wanted, excerptTokens, sample, shards);
    }
}
