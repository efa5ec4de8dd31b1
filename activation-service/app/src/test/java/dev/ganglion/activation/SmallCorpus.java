package dev.ganglion.activation;

import dev.ganglion.demo.DemoModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The first passages of the demo corpus: real text, and a recording of a second or two. */
public final class SmallCorpus {

    /** Those of its passages that are as long as an excerpt, cut. */
    public static final int EXCERPTS = 137;

    private static final int PASSAGES = 60;

    private SmallCorpus() {}

    public static Path in(Path directory) {
        return in(directory, PASSAGES);
    }

    /** Of so many passages. */
    public static Path in(Path directory, int passages) {
        try (Stream<String> lines = Files.lines(DemoModel.corpus())) {
            return Files.write(
                    directory.resolve("small.jsonl"), lines.limit(passages).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
