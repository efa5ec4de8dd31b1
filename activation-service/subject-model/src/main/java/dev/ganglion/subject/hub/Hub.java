package dev.ganglion.subject.hub;

import dev.ganglion.subject.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Brings models from the hub. They are kept in the cache that the hub's other libraries use as well, and what those have
 * put there is not downloaded again. Any number of threads and processes may ask for the same model: one downloads, the
 * others wait for it. Memory is a few buffers, whatever the size of the model.
 */
public final class Hub {

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final HubSettings settings;
    private final int attempts;
    private final Duration firstDelay;
    private final DiskSpace space;
    private final HubClient client;

    /** How much room a disk has. */
    @FunctionalInterface
    interface DiskSpace {

        /** Bytes that may be written to the disk that this directory is on. */
        long usable(Path directory) throws IOException;
    }

    private Hub(HubSettings settings, int attempts) {
        this(settings, attempts, FIRST_DELAY, SILENCE, directory -> Files.getFileStore(directory)
                .getUsableSpace());
    }

    Hub(HubSettings settings, int attempts, Duration firstDelay, Duration silence, DiskSpace space) {
        this.settings = settings;
        this.attempts = attempts;
        this.firstDelay = firstDelay;
        this.space = space;
        this.client = new HubClient(settings, silence);
    }

    /** For a person who waits: when nothing has come for a minute or so, it gives up. */
    public static Hub hasty(HubSettings settings) {
        return new Hub(settings, Attempts.FEW);
    }

    /** For a service: what may pass is waited for, until the thread is interrupted. */
    public static Hub patient(HubSettings settings) {
        return new Hub(settings, Integer.MAX_VALUE);
    }

    /**
     * A model's files; those that are not here are downloaded and checked. Asks the hub what the revision stands for, unless
     * it is a commit that is here. If the hub does not answer, what it stood for last will do, if that is here. Blocking.
     *
     * @throws ModelException if they cannot be had; says what to do. What has come already is kept, and goes on next time
     * @throws InterruptedException if the thread is interrupted; it ends within a second
     */
    public HubSnapshot snapshot(HubModelId model, HubWatch watch) throws InterruptedException {
        HubCache cache = new HubCache(settings.cache(), model);
        Optional<String> known = cache.commit().filter(cache::isComplete);
        if (settings.offline()) {
            return known.map(commit -> snapshot(model, cache, commit)).orElseThrow(() -> notHere(model));
        }
        if (known.isPresent() && HubModelId.isCommit(model.revision())) {
            return snapshot(model, cache, known.get());
        }
        Optional<RemoteFile> config;
        try {
            config = known.isPresent()
                    ? client.describe(model, ModelFile.CONFIG.title())
                    : attempts(watch).of(model.toString(), () -> client.describe(model, ModelFile.CONFIG.title()));
        } catch (HubUnavailable e) {
            watch.note(model + ": " + e.getMessage() + "; taking what " + model.revision()
                    + " was when it was last seen, " + known.get());
            return snapshot(model, cache, known.get());
        }
        RemoteFile found =
                config.orElseThrow(() -> new ModelException(settings.endpoint().getHost() + " has no file "
                        + ModelFile.CONFIG.title() + " for " + model + "; name a model of the transformers library."));
        if (!cache.isComplete(found.commit())) {
            download(model, cache, found, watch);
        }
        cache.remember(found.commit());
        return snapshot(model, cache, found.commit());
    }

    private void download(HubModelId model, HubCache cache, RemoteFile config, HubWatch watch)
            throws InterruptedException {
        CacheLock lock = CacheLock.take(
                cache.lock(), () -> watch.note(model + ": somebody else downloads it already; waiting for that"));
        try {
            if (!cache.isComplete(config.commit())) {
                new SnapshotDownload(client, cache, space, model, attempts(watch), watch).run(config);
            }
        } finally {
            lock.close();
        }
    }

    private Attempts attempts(HubWatch watch) {
        return new Attempts(attempts, firstDelay, watch);
    }

    private static HubSnapshot snapshot(HubModelId model, HubCache cache, String commit) {
        return new HubSnapshot(model.at(commit), cache.snapshot(commit));
    }

    private ModelException notHere(HubModelId model) {
        return new ModelException(model + " is not in " + settings.cache()
                + ", and HF_HUB_OFFLINE forbids to fetch it; unset that, or copy the model there.");
    }
}
