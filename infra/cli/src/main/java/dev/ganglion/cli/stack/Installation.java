package dev.ganglion.cli.stack;

import dev.ganglion.cli.terminal.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are in a checkout.
 *
 * @param root the checkout
 */
public record Installation(Path root) {

    /** The checkout that {@code infra/ganglion} was started from. */
    public static Installation find() {
        String root = System.getProperty("ganglion.root");
        if (root == null) {
            throw Refusal.badInput("start this with infra/ganglion, which knows where the checkout is");
        }
        return new Installation(Path.of(root));
    }

    /** What running leaves behind: data, logs and the list of what runs. Not kept in version control. */
    public Path state() {
        return root.resolve(".ganglion");
    }

    public Path demoModel() {
        return existing("infra/demo/model");
    }

    public Path demoCorpus() {
        return existing("infra/demo/corpus.jsonl");
    }

    private Path existing(String path) {
        Path found = root.resolve(path);
        if (!Files.exists(found)) {
            throw Refusal.failed(found + " is missing: the checkout is not complete");
        }
        return found;
    }
}
