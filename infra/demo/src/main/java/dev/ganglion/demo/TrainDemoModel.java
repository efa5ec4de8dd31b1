package dev.ganglion.demo;

import ai.djl.ndarray.types.DataType;
import dev.ganglion.subject.tokenizer.BpeTokenizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a small GPT-2 and its tokenizer from plain text, on the CPU. */
@Command(
        name = "train-demo-model",
        sortOptions = false,
        description = {
            "Trains a small GPT-2 and its tokenizer from plain UTF-8 text.",
            "Writes config.json, tokenizer.json, model.safetensors and training.json (settings and losses)."
        },
        footerHeading = "%nExample, half of each batch from each text:%n",
        footer = {
            "  train-demo-model --text moby-dick=moby-dick.txt:1 --minutes 20 \\",
            "      --text bible=kjv.txt:1 --out my-model"
        })
public final class TrainDemoModel implements Callable<Integer> {

    private static final int WARM_UP_STEPS = 200;

    @Option(
            names = "--text",
            required = true,
            paramLabel = "NAME=PATH:SHARE",
            description = "A text and its share of every batch, relative to the others. May be repeated.")
    private List<String> texts = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The directory to write the model to.")
    private Path out;

    @ArgGroup(multiplicity = "1")
    private Length length;

    static final class Length {
        @Option(names = "--minutes", paramLabel = "N", description = "Train this long.")
        private Double minutes;

        @Option(
                names = "--steps",
                paramLabel = "N",
                description = "Train this many batches; gives the same model again.")
        private Integer steps;

        private TrainingBudget budget() {
            return steps != null
                    ? TrainingBudget.ofSteps(steps)
                    : TrainingBudget.ofTime(Duration.ofMillis(Math.round(minutes * 60_000)));
        }
    }

    @Option(
            names = "--vocabulary",
            paramLabel = "N",
            defaultValue = "4096",
            description = "Tokens. Default: ${DEFAULT-VALUE}.")
    private int vocabulary;

    @Option(
            names = "--context",
            paramLabel = "N",
            defaultValue = "128",
            description = "Tokens in a window. Default: ${DEFAULT-VALUE}.")
    private int context;

    @Option(
            names = "--width",
            paramLabel = "N",
            defaultValue = "192",
            description = "Of the residual stream. Default: ${DEFAULT-VALUE}.")
    private int width;

    @Option(names = "--layers", paramLabel = "N", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}.")
    private int layers;

    @Option(
            names = "--heads",
            paramLabel = "N",
            defaultValue = "4",
            description = "Attention heads. Default: ${DEFAULT-VALUE}.")
    private int heads;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "8",
            description = "Windows in a batch. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "N",
            defaultValue = "0.0015",
            description = "At its peak. Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--float32", description = "Write float32 weights, twice the size of the usual float16.")
    private boolean float32;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(CommandLines.run(new TrainDemoModel(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        Gpt2Shape shape = new Gpt2Shape(vocabulary, context, width, layers, heads);
        LearningRate rate = new LearningRate(learningRate, WARM_UP_STEPS);
        TrainingBudget budget = length.budget();
        requirePositive("--batch", batch);
        List<TextArgument> arguments = TextArgument.parseAll(texts);
        prepareOut();

        List<TokenizedText> tokenized = tokenize(arguments);
        WindowSampler sampler = new WindowSampler(tokenized, batch, context, seed);
        say("training a GPT-2 of %,d parameters", shape.parameters());
        try (Gpt2Trainer trainer = new Gpt2Trainer(shape, seed)) {
            TrainingRun.State end = new TrainingRun(trainer, sampler, rate, budget).run(new ProgressLines(err()));
            List<TrainingRecord.Text> judged = judge(trainer, sampler, tokenized);
            Files.writeString(out.resolve("config.json"), shape.config());
            trainer.save(float32 ? DataType.FLOAT32 : DataType.FLOAT16, out.resolve("model.safetensors"));
            record(shape, end, judged).write(out.resolve("training.json"));
        }
        spec.commandLine().getOut().println(out);
        return CommandLine.ExitCode.OK;
    }

    private List<TokenizedText> tokenize(List<TextArgument> arguments) throws IOException {
        List<TrainingText> read = arguments.stream().map(TrainingText::read).toList();
        say("training a tokenizer of %,d tokens", vocabulary);
        Path file = out.resolve("tokenizer.json");
        TokenizerFile.write(
                BytePairTrainer.train(read.stream().map(TrainingText::training).toList(), vocabulary), file);
        List<TokenizedText> tokenized = new ArrayList<>();
        try (BpeTokenizer tokenizer = BpeTokenizer.load(file)) {
            for (TrainingText text : read) {
                TokenizedText ids = TokenizedText.of(text, tokenizer);
                say("%s: %,d tokens to train on", ids.name(), ids.training().length);
                tokenized.add(ids);
            }
        }
        return tokenized;
    }

    private List<TrainingRecord.Text> judge(Gpt2Trainer trainer, WindowSampler sampler, List<TokenizedText> tokenized) {
        double allShares = tokenized.stream().mapToDouble(TokenizedText::share).sum();
        List<TrainingRecord.Text> judged = new ArrayList<>();
        for (TokenizedText text : tokenized) {
            double loss = trainer.loss(sampler.validation(text));
            say("%s: validation loss %.3f", text.name(), loss);
            judged.add(new TrainingRecord.Text(
                    text.name(), text.share() / allShares, text.training().length, text.validation().length, loss));
        }
        return judged;
    }

    private TrainingRecord record(Gpt2Shape shape, TrainingRun.State end, List<TrainingRecord.Text> judged) {
        return new TrainingRecord(
                shape.parameters(),
                shape.layers() * shape.hidden(),
                new TrainingRecord.Settings(shape, batch, learningRate, WARM_UP_STEPS, seed),
                end.steps(),
                end.tokens(),
                end.elapsed().toSeconds(),
                end.loss(),
                judged,
                end.curve());
    }

    /** Asked before the hours of training, not after. */
    private void prepareOut() throws IOException {
        if (Files.exists(out.resolve("model.safetensors"))) {
            throw new UnusableInput(out + " already holds a model: name another directory with --out.");
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new UnusableInput(out + " is a file: name a directory with --out.");
        }
        Files.createDirectories(out);
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new UnusableInput(option + " must be 1 or more, not " + value + ".");
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private void say(String format, Object... values) {
        err().printf(Locale.ROOT, format + "%n", values);
        err().flush();
    }
}
