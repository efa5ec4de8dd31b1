package dev.ganglion.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws passages from plain texts, as a corpus to run a subject model on. */
@Command(
        name = "draw-demo-corpus",
        sortOptions = false,
        description = "Draws passages at random from plain UTF-8 texts and writes them as JSON lines: text, source.",
        footerHeading = "%nExample:%n",
        footer = {
            "  draw-demo-corpus --text moby-dick=moby-dick.txt:260 --out corpus.jsonl \\",
            "      --text bible=kjv.txt:300"
        })
public final class DrawDemoCorpus implements Callable<Integer> {

    @Option(
            names = "--text",
            required = true,
            paramLabel = "NAME=PATH:COUNT",
            description = "A text and how many passages of it to draw. May be repeated.")
    private List<String> texts = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The corpus; must not exist.")
    private Path out;

    @Option(
            names = "--characters",
            paramLabel = "N",
            defaultValue = "500",
            description = "The least length of a passage; none is more than twice as long. Default: ${DEFAULT-VALUE}.")
    private int characters;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(CommandLines.run(new DrawDemoCorpus(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (characters < 1) {
            throw new UnusableInput("--characters must be 1 or more, not " + characters + ".");
        }
        if (Files.exists(out)) {
            throw new UnusableInput(out + " exists: name a new file with --out.");
        }
        Random random = new Random(seed);
        List<Passage> drawn = new ArrayList<>();
        for (TextArgument text : TextArgument.parseAll(texts)) {
            drawn.addAll(draw(text, random));
        }
        // A worker that takes a part of the corpus then gets some of every text.
        Collections.shuffle(drawn, random);
        Files.writeString(out, jsonLines(drawn));
        spec.commandLine().getErr().printf("%s: %d passages%n", out, drawn.size());
        return CommandLine.ExitCode.OK;
    }

    private List<Passage> draw(TextArgument text, Random random) {
        int count = (int) text.amount();
        if (count != text.amount()) {
            throw new UnusableInput(
                    "The text " + text.name() + " needs a whole number of passages, not " + text.amount() + ".");
        }
        List<String> passages = PassageCutter.cut(text.read(), characters);
        if (passages.size() < count) {
            throw new UnusableInput("The text " + text.name() + " has only " + passages.size() + " passages of "
                    + characters + " to " + 2 * characters + " characters, not " + count + ": ask for fewer.");
        }
        Collections.shuffle(passages, random);
        return passages.subList(0, count).stream()
                .map(passage -> new Passage(passage, text.name()))
                .toList();
    }

    private static String jsonLines(List<Passage> passages) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        StringBuilder lines = new StringBuilder();
        for (Passage passage : passages) {
            lines.append(json.writeValueAsString(passage)).append('\n');
        }
        return lines.toString();
    }

    private record Passage(String text, String source) {}
}
