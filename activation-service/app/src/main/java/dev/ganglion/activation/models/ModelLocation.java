package dev.ganglion.activation.models;

import dev.ganglion.activation.RequestException;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.hub.HubModelId;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a model is: in a directory, or on the hub. What is both is the directory.
 *
 * @param directory null if it is on the hub
 * @param hub null if it is in a directory
 */
public record ModelLocation(Path directory, HubModelId hub) {

    /**
     * Reads what a person or a request says.
     *
     * @throws RequestException if it is neither a path nor an id
     */
    public static ModelLocation parse(String text) {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException e) {
            throw new RequestException(
                    "The model " + ModelException.quote(text) + " is no path (" + e.getReason() + ").");
        }
        Optional<HubModelId> hub = Files.isDirectory(path) ? Optional.empty() : HubModelId.find(text);
        return hub.map(id -> new ModelLocation(null, id)).orElseGet(() -> new ModelLocation(path, null));
    }

    boolean isOnHub() {
        return hub != null;
    }

    /** What its neurons are called if nobody gives them a name; empty for a directory. */
    public Optional<String> slug() {
        return Optional.ofNullable(hub).map(HubModelId::slug);
    }

    @Override
    public String toString() {
        return hub == null ? directory.toString() : hub.toString();
    }
}
