package dev.ganglion.subject.hub;

import dev.ganglion.subject.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * One model's folder in the cache, in the layout that all libraries of the hub share: {@code blobs} has each content once,
 * named by its checksum; {@code snapshots/COMMIT} links to the contents by the files' names; {@code refs} has for a branch
 * or tag the commit that it stood for.
 */
final class HubCache {

    /** More than any commit. */
    private static final int LONGEST_REF = 100;

    private final Path cache;
    private final HubModelId model;
    private final Path folder;

    HubCache(Path cache, HubModelId model) {
        this.cache = cache;
        this.model = model;
        this.folder = cache.resolve(model.folder());
    }

    /** Where a content belongs. */
    Path blob(Checksum checksum) {
        return folder.resolve("blobs").resolve(checksum.hex());
    }

    /** What is there of a content that still comes. No other library writes to a file of this name. */
    Path partial(Checksum checksum) {
        return folder.resolve("blobs").resolve(checksum.hex() + ".ganglion-incomplete");
    }

    /** The directory of a commit's files. */
    Path snapshot(String commit) {
        return folder.resolve("snapshots").resolve(commit);
    }

    /** The file on which those who download this model wait for each other. */
    Path lock() {
        return cache.resolve(".locks").resolve(model.folder()).resolve("ganglion.lock");
    }

    /** The commit that the model's revision stood for when it was last asked for. */
    Optional<String> commit() {
        if (HubModelId.isCommit(model.revision())) {
            return Optional.of(model.revision());
        }
        Path ref = ref();
        try {
            if (!Files.isRegularFile(ref) || Files.size(ref) > LONGEST_REF) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(ref).strip()).filter(HubModelId::isCommit);
        } catch (IOException e) {
            throw ModelException.unreadable(ref, e);
        }
    }

    /** Notes what the model's revision stands for now. */
    void remember(String commit) {
        if (HubModelId.isCommit(model.revision())
                || commit().filter(commit::equals).isPresent()) {
            return;
        }
        Path ref = ref();
        try {
            Files.createDirectories(ref.getParent());
            Path written = Files.createTempFile(ref.getParent(), ".ganglion", null);
            Files.writeString(written, commit);
            Files.move(written, ref, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(ref, e);
        }
    }

    private Path ref() {
        return folder.resolve("refs").resolve(model.revision());
    }

    /** Whether a commit's directory has all that a model needs, whoever put it there. */
    boolean isComplete(String commit) {
        Path directory = snapshot(commit);
        return has(directory, ModelFile.CONFIG)
                && (has(directory, ModelFile.TOKENIZER)
                        || (has(directory, ModelFile.VOCABULARY) && has(directory, ModelFile.MERGES)))
                && (has(directory, ModelFile.WEIGHTS) || hasShards(directory));
    }

    private static boolean hasShards(Path directory) {
        return has(directory, ModelFile.WEIGHTS_INDEX)
                && ShardIndex.files(directory.resolve(ModelFile.WEIGHTS_INDEX.title())).stream()
                        .allMatch(file -> Files.isRegularFile(directory.resolve(file)));
    }

    private static boolean has(Path directory, ModelFile file) {
        return Files.isRegularFile(directory.resolve(file.title()));
    }

    /** Whether the content is there, as long as it should be. Every library puts it there only when it is whole. */
    boolean hasBlob(RemoteFile file) {
        Path blob = blob(file.checksum());
        try {
            return Files.isRegularFile(blob) && Files.size(blob) == file.size();
        } catch (IOException e) {
            throw ModelException.unreadable(blob, e);
        }
    }

    /** Gives a content its name in the directory of its commit. */
    void link(RemoteFile file) {
        Path name = snapshot(file.commit()).resolve(file.name());
        Path blob = blob(file.checksum());
        try {
            Files.createDirectories(name.getParent());
            Files.deleteIfExists(name);
            try {
                Files.createSymbolicLink(name, name.getParent().relativize(blob));
            } catch (UnsupportedOperationException | IOException noLinks) {
                // As the other libraries do where there are none.
                Files.move(blob, name, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw unwritable(name, e);
        }
    }

    static ModelException unwritable(Path file, IOException cause) {
        String reason = cause instanceof java.nio.file.AccessDeniedException ? "access denied" : cause.getMessage();
        return new ModelException(
                file + " cannot be written (" + reason
                        + "); make room or give access there, or set HF_HUB_CACHE to another directory.",
                cause);
    }
}
