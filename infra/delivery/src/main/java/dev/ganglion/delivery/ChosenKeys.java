package dev.ganglion.delivery;

import dev.ganglion.events.NeuronId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The neurons that a process works on, by the keys of their records. */
public final class ChosenKeys implements Predicate<String> {

    private static final String FILE = "@";
    private static final long LARGEST_FILE = 64L << 20;

    private final Set<String> keys;

    private ChosenKeys(Set<String> keys) {
        this.keys = keys;
    }

    /**
     * Reads a setting.
     *
     * @param setting its name, for errors
     * @param values keys, {@code model/layer-site/index}; or one {@code @file} that has a key on each line; none for every
     *     neuron
     * @throws IllegalArgumentException with one sentence, if one is no key or the file cannot be read
     */
    public static ChosenKeys of(String setting, List<String> values) {
        List<String> chosen = values;
        if (values.size() == 1 && values.get(0).startsWith(FILE)) {
            chosen = lines(setting, Path.of(values.get(0).substring(FILE.length())));
            if (chosen.isEmpty()) {
                throw new IllegalArgumentException(setting + ": the file has no neuron");
            }
        }
        Set<String> keys = new HashSet<>();
        for (String key : chosen) {
            try {
                keys.add(NeuronId.parse(key.strip()).key());
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        setting + ": \"" + key.strip() + "\" is not a neuron: write model/layer-site/index, for example"
                                + " gpt2-xl/31-mlp/892",
                        e);
            }
        }
        return new ChosenKeys(Set.copyOf(keys));
    }

    /** The chosen ones; empty for every neuron. */
    public Set<String> keys() {
        return keys;
    }

    private static List<String> lines(String setting, Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IllegalArgumentException(
                        setting + ": " + file + " is larger than " + LARGEST_FILE + " bytes");
            }
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(setting + ": " + file + " cannot be read", e);
        }
    }

    @Override
    public boolean test(String key) {
        return keys.isEmpty() || keys.contains(key);
    }
}
