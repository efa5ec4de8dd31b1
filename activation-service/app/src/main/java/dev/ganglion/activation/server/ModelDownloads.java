package dev.ganglion.activation.server;

import dev.ganglion.activation.models.ModelLocation;
import dev.ganglion.activation.models.ModelStore;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.hub.DownloadProgress;
import dev.ganglion.subject.hub.HubWatch;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The models of the hub that texts are run through: each is brought once, in the background, since no text can wait for
 * gigabytes. Safe for any number of threads.
 */
@ApplicationScoped
class ModelDownloads {

    /** Enough to look at what is here. */
    private static final long PATIENCE_MILLIS = 2_000;

    private final Map<ModelLocation, Download> downloads = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "model-download");
        thread.setDaemon(true);
        return thread;
    });

    private static final class Download implements HubWatch {

        private final CompletableFuture<Path> directory = new CompletableFuture<>();
        private volatile String progress = "the hub is asked";

        @Override
        public void at(DownloadProgress now) {
            progress = now.text();
        }

        @Override
        public void note(String sentence) {
            progress = sentence;
        }
    }

    /**
     * The model's directory, if it is here.
     *
     * @throws BusyException while it still comes
     * @throws UnusableModelException if it cannot be brought; the next question tries again
     */
    Path directory(ModelLocation location) {
        Download download = downloads.computeIfAbsent(location, this::begin);
        try {
            return download.directory.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new BusyException(
                    "The model is on its way from the hub (" + download.progress + "); try again later.");
        } catch (ExecutionException e) {
            downloads.remove(location, download);
            throw new UnusableModelException(e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableModelException("The service stops.");
        }
    }

    private Download begin(ModelLocation location) {
        Download download = new Download();
        threads.execute(() -> {
            try {
                download.directory.complete(ModelStore.hasty().directory(location, download));
            } catch (ModelException e) {
                download.directory.completeExceptionally(e);
            } catch (InterruptedException | RuntimeException e) {
                download.directory.completeExceptionally(new CompletionException("The download failed.", e));
            }
        });
        return download;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
