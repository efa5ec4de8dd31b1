package dev.ganglion.subject.hub;

import dev.ganglion.subject.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One download of one model's files: which there are, what is missing, one after the other. For one thread. */
final class SnapshotDownload {

    /** How often a file is begun again because what came is not what it should be. */
    private static final int FRESH_STARTS = 2;

    private final HubClient client;
    private final HubCache cache;
    private final Hub.DiskSpace space;
    private final HubModelId model;
    private final Attempts attempts;
    private final HubWatch watch;
    private final long startedAt = System.nanoTime();
    /** Bytes of all files; of those, bytes that were here before, and bytes of the files that are done. */
    private long total;

    private long before;
    private long received;

    SnapshotDownload(
            HubClient client,
            HubCache cache,
            Hub.DiskSpace space,
            HubModelId model,
            Attempts attempts,
            HubWatch watch) {
        this.client = client;
        this.cache = cache;
        this.space = space;
        this.model = model;
        this.attempts = attempts;
        this.watch = watch;
    }

    /** Brings all files of the commit that the configuration is of. */
    void run(RemoteFile config) throws InterruptedException {
        HubModelId pinned = model.at(config.commit());
        List<RemoteFile> files = new ArrayList<>(List.of(checked(ModelFile.CONFIG, config)));
        files.addAll(tokenizer(pinned));
        files.addAll(weights(pinned));
        total = files.stream().mapToLong(RemoteFile::size).sum();
        checkRoom(files);
        for (RemoteFile file : files) {
            bring(file);
        }
        report(files.get(files.size() - 1), 0);
    }

    private List<RemoteFile> tokenizer(HubModelId pinned) throws InterruptedException {
        Optional<RemoteFile> tokenizer = find(pinned, ModelFile.TOKENIZER);
        if (tokenizer.isPresent()) {
            return List.of(tokenizer.get());
        }
        Optional<RemoteFile> vocabulary = find(pinned, ModelFile.VOCABULARY);
        Optional<RemoteFile> merges = find(pinned, ModelFile.MERGES);
        if (vocabulary.isEmpty() || merges.isEmpty()) {
            throw new ModelException(model + " has neither " + ModelFile.TOKENIZER.title() + " nor "
                    + ModelFile.VOCABULARY.title() + " and " + ModelFile.MERGES.title()
                    + " on the hub; take a revision that has one, or make one with the transformers library.");
        }
        return List.of(vocabulary.get(), merges.get());
    }

    private List<RemoteFile> weights(HubModelId pinned) throws InterruptedException {
        Optional<RemoteFile> one = find(pinned, ModelFile.WEIGHTS);
        if (one.isPresent()) {
            return List.of(one.get());
        }
        RemoteFile index = find(pinned, ModelFile.WEIGHTS_INDEX).orElseThrow(this::noSafetensors);
        // It says which files there are.
        total = index.size();
        bring(index);
        received = 0;
        before = 0;
        List<RemoteFile> all = new ArrayList<>(List.of(index));
        for (String shard : ShardIndex.files(cache.snapshot(index.commit()).resolve(index.name()))) {
            all.add(describe(pinned, shard)
                    .orElseThrow(() -> new ModelException(model + " has no file " + shard + " on the hub, which its "
                            + index.name() + " names; take another revision.")));
        }
        return all;
    }

    private ModelException noSafetensors() {
        return new ModelException(model + " has no " + ModelFile.WEIGHTS.title()
                + " on the hub; take a revision that has one (many models have refs/pr/N with it), or convert it with the"
                + " transformers library.");
    }

    private Optional<RemoteFile> find(HubModelId pinned, ModelFile file) throws InterruptedException {
        Optional<RemoteFile> found = describe(pinned, file.title());
        found.ifPresent(remote -> checked(file, remote));
        return found;
    }

    private Optional<RemoteFile> describe(HubModelId pinned, String file) throws InterruptedException {
        Optional<RemoteFile> found = attempts.of(file + " of " + model, () -> client.describe(pinned, file));
        attempts.progress();
        return found;
    }

    private RemoteFile checked(ModelFile file, RemoteFile remote) {
        if (remote.size() > file.most()) {
            throw new ModelException(remote.name() + " of " + model + " has " + DownloadProgress.size(remote.size())
                    + ", more than any model's (" + DownloadProgress.size(file.most()) + "); do not use this model.");
        }
        return remote;
    }

    private void checkRoom(List<RemoteFile> files) throws InterruptedException {
        long needed = 0;
        for (RemoteFile file : files) {
            needed += cache.hasBlob(file) ? 0 : file.size() - partialLength(file);
        }
        Path directory = cache.blob(files.get(0).checksum()).getParent();
        try {
            Files.createDirectories(directory);
            long room = space.usable(directory);
            if (needed > room) {
                throw new ModelException("There is no room for " + model + " in " + directory + ": it needs "
                        + DownloadProgress.size(needed) + " more, and the disk has " + DownloadProgress.size(room)
                        + "; make room, or set HF_HUB_CACHE to a directory on another disk.");
            }
        } catch (IOException e) {
            throw HubCache.unwritable(directory, e);
        }
    }

    private long partialLength(RemoteFile file) {
        try {
            Path partial = cache.partial(file.checksum());
            return Files.isRegularFile(partial) ? Math.min(Files.size(partial), file.size()) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Brings a file, if it is not there, and gives it its name. */
    private void bring(RemoteFile file) throws InterruptedException {
        if (cache.hasBlob(file)) {
            before += file.size();
        } else {
            Path partial = cache.partial(file.checksum());
            try {
                Files.createDirectories(partial.getParent());
                fetch(partial, file);
                Files.move(
                        partial,
                        cache.blob(file.checksum()),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw HubCache.unwritable(partial, e);
            } catch (UncheckedIOException e) {
                throw HubCache.unwritable(partial, e.getCause());
            }
        }
        cache.link(file);
        received += file.size();
    }

    private void fetch(Path partial, RemoteFile file) throws IOException, InterruptedException {
        try (PartialBlob blob = PartialBlob.open(partial, file)) {
            before += blob.length();
            Attempt attempt = new Attempt(file, blob);
            for (int starts = 0; !attempt.succeeds(); starts++) {
                if (starts == FRESH_STARTS) {
                    blob.restart();
                    throw new ModelException(file.name() + " of " + model
                            + " does not come as the hub says it is: length or checksum differ, " + (starts + 1)
                            + " times; try again later, or check what stands between this machine and the hub.");
                }
                watch.note(file.name() + " of " + model + " is not what the hub says it is; beginning anew");
                blob.restart();
            }
            blob.force();
        }
    }

    /** The fetching of one file, with however many connections that takes. */
    private final class Attempt {

        private final RemoteFile file;
        private final PartialBlob blob;
        private long most;

        Attempt(RemoteFile file, PartialBlob blob) {
            this.file = file;
            this.blob = blob;
            this.most = blob.length();
        }

        /** Whether what came is the file. */
        boolean succeeds() throws InterruptedException {
            boolean asAsked = attempts.of(file.name() + " of " + model, this::fetchRest);
            attempts.progress();
            return asAsked && blob.matches();
        }

        private boolean fetchRest() throws HubUnavailable, InterruptedException {
            if (blob.length() == file.size()) {
                return true;
            }
            try {
                if (!client.fetch(model, file, blob, () -> report(file, blob.length()))) {
                    return false;
                }
                if (blob.length() < file.size()) {
                    throw HubUnavailable.perhaps("the hub sent " + blob.length() + " bytes of " + file.size());
                }
                return true;
            } finally {
                if (blob.length() > most) {
                    most = blob.length();
                    attempts.progress();
                }
            }
        }
    }

    private void report(RemoteFile file, long ofIt) {
        long done = received + ofIt;
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        long came = Math.max(0, done - before);
        watch.at(new DownloadProgress(model, file.name(), done, total, came / Math.max(seconds, 1e-3)));
    }
}
