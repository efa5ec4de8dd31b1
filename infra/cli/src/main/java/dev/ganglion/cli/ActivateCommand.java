package dev.ganglion.cli;

import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.RequestTopic;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.NeuronId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
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
            "  infra/ganglion activate --model infra/demo/model --corpus book.txt --name demo --layers 0-1",
            "  infra/ganglion activate --model models/gpt2 --corpus corpus.jsonl --shards 8",
            "      any number of activation workers take the shards; the records are those that one would give",
            "",
            "A corpus is a file: .jsonl holds one document per line in the field \"text\"; any other is one document.",
            "infra/ganglion status shows how far it is."
        })
final class ActivateCommand implements Callable<Integer> {

    /** As many as the service takes. */
    private static final int MOST_SHARDS = 10_000;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "the model: config.json, model.safetensors, tokenizer.json")
    private Path model;

    @Option(names = "--corpus", required = true, paramLabel = "FILE", description = "the text to run it on, UTF-8")
    private Path corpus;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "the name that the neurons get (default: the directory's)")
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
            names = "--shards",
            paramLabel = "N",
            defaultValue = "1",
            description = "divide the corpus among so many workers' turns (default: 1); each should take some minutes,"
                    + " ten at most")
    private int shards;

    @Override
    public Integer call() throws IOException {
        Path directory = existing(model, "--model");
        if (!Files.isDirectory(directory)) {
            throw Refusal.badInput("--model " + directory + " is no directory");
        }
        Path text = existing(corpus, "--corpus");
        if (!Files.isRegularFile(text)) {
            throw Refusal.badInput("--corpus " + text + " is no file");
        }
        if (shards < 1 || shards > MOST_SHARDS) {
            throw Refusal.badInput("--shards " + shards + ": ask for 1 to " + MOST_SHARDS);
        }
        List<ActivationRequest> requests = requests(slug(directory), directory, text);
        StackFile stack = StackFile.running(Installation.find());
        RequestTopic.send(stack.bootstrap(), requests);
        Terminal.say("Requested: the neurons of " + requests.get(0).model() + " over " + text.getFileName()
                + (shards > 1 ? ", in " + shards + " shards" : "") + ". Watch: infra/ganglion status. Look: "
                + stack.viewer());
        return 0;
    }

    private static Path existing(Path path, String option) throws IOException {
        if (!Files.exists(path)) {
            throw Refusal.badInput(option + " " + path + " does not exist");
        }
        return path.toRealPath();
    }

    private String slug(Path directory) {
        if (name != null) {
            if (!NeuronId.isModelSlug(name)) {
                throw Refusal.badInput(
                        "--name " + Terminal.plain(name) + " is no name: use a-z, 0-9, '.', '_' and '-'");
            }
            return name;
        }
        String slug = Objects.toString(directory.getFileName(), "model")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-");
        return slug.isEmpty() ? "model" : slug;
    }

    private List<ActivationRequest> requests(String slug, Path directory, Path text) {
        List<Integer> wanted = layers == null ? null : layers.indexes();
        return Requests.of(slug, directory, text, wanted, excerptTokens, shards);
    }
}
