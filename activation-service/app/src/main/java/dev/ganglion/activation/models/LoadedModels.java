package dev.ganglion.activation.models;

import dev.ganglion.activation.RequestException;
import dev.ganglion.subject.engine.Placement;
import dev.ganglion.subject.model.ModelShape;
import dev.ganglion.subject.model.SubjectModel;
import dev.ganglion.subject.model.SubjectModels;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The models that are loaded, by name. A name stands for one set of weights for as long as the process lives: records of
 * two models under one name would mix in every table. Memory is that of the weights of a limited number of models; the
 * one that was not used for longest makes room. Safe for any number of threads.
 */
public final class LoadedModels implements AutoCloseable {

    private final int most;
    private final Placement placement;
    /** Held while a model is loaded, which may take a minute; who only looks one up does not wait for it. */
    private final Object loading = new Object();

    private final Map<String, Loaded> models = new LinkedHashMap<>(16, 0.75f, true); // the least used first
    private final Map<String, String> digests = new HashMap<>();

    /** Models on the CPU, in float32. */
    public LoadedModels(int most) {
        this(most, Placement.CPU);
    }

    /**
     * @param most models held at a time; more only while more are in use
     * @param placement where, and in which precision, all of them compute
     */
    public LoadedModels(int most, Placement placement) {
        this.most = most;
        this.placement = placement;
    }

    private static final class Loaded {
        private final ModelFiles files;
        private final SubjectModel model;
        private int users;
        private boolean retired;

        Loaded(ModelFiles files, SubjectModel model) {
            this.files = files;
            this.model = model;
        }
    }

    /** A loaded model. */
    public record Description(String name, String digest, ModelShape shape) {}

    /** The use of a model, which stays loaded until this is closed. */
    public final class Lease implements AutoCloseable {

        private final Loaded loaded;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(Loaded loaded) {
            this.loaded = loaded;
        }

        /** Not to be closed by its user. */
        public SubjectModel model() {
            return loaded.model;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release(loaded);
            }
        }
    }

    /**
     * Finds a model, or loads it; it is loaded again if its files have changed.
     *
     * @param name what its neurons are called
     * @param directory where it lies, in Hugging Face layout
     * @throws dev.ganglion.subject.ModelException if it cannot be loaded
     * @throws RequestException if the name stands for other weights
     */
    public Lease lease(String name, Path directory) {
        Optional<Lease> loaded = leaseUnchanged(name, ModelFiles.in(directory));
        if (loaded.isPresent()) {
            return loaded.get();
        }
        synchronized (loading) {
            ModelFiles files = ModelFiles.in(directory);
            return leaseUnchanged(name, files).orElseGet(() -> {
                makeRoom();
                return add(name, new Loaded(files, SubjectModels.load(directory, placement)));
            });
        }
    }

    /** The model of this name, if it is loaded. */
    public synchronized Optional<Lease> lease(String name) {
        return Optional.ofNullable(models.get(name)).map(this::lease);
    }

    /** The loaded models, the last used one last. */
    public synchronized List<Description> all() {
        return models.entrySet().stream()
                .map(entry -> new Description(
                        entry.getKey(),
                        entry.getValue().model.digest(),
                        entry.getValue().model.shape()))
                .toList();
    }

    private synchronized Optional<Lease> leaseUnchanged(String name, ModelFiles files) {
        Loaded loaded = models.get(name);
        return loaded != null && loaded.files.equals(files) ? Optional.of(lease(loaded)) : Optional.empty();
    }

    private Lease lease(Loaded loaded) {
        loaded.users++;
        return new Lease(loaded);
    }

    private synchronized void makeRoom() {
        Iterator<Loaded> all = models.values().iterator();
        while (models.size() >= most && all.hasNext()) {
            Loaded loaded = all.next();
            if (loaded.users == 0) {
                all.remove();
                loaded.model.close();
            }
        }
    }

    private synchronized Lease add(String name, Loaded loaded) {
        String digest = loaded.model.digest();
        String known = digests.putIfAbsent(name, digest);
        if (known != null && !known.equals(digest)) {
            loaded.model.close();
            throw new RequestException("The name " + name + " stands for other weights here than those in "
                    + loaded.files.directory() + "; give them a name of their own.");
        }
        Loaded before = models.put(name, loaded);
        if (before != null) {
            retire(before);
        }
        return lease(loaded);
    }

    private void retire(Loaded loaded) {
        loaded.retired = true;
        if (loaded.users == 0) {
            loaded.model.close();
        }
    }

    private synchronized void release(Loaded loaded) {
        loaded.users--;
        if (loaded.retired && loaded.users == 0) {
            loaded.model.close();
        }
    }

    /** Frees the models, those in use when they are given back. */
    @Override
    public synchronized void close() {
        models.values().forEach(this::retire);
        models.clear();
    }
}
