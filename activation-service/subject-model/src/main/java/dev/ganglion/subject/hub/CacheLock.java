package dev.ganglion.subject.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Held by the one thread of all processes that downloads a model. The system takes it from a process that dies. */
final class CacheLock {

    private static final long POLL_MILLIS = 200;
    /** A file's lock is a process's: threads of one process need another. */
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock inProcess;
    private final FileChannel file;

    private CacheLock(ReentrantLock inProcess, FileChannel file) {
        this.inProcess = inProcess;
        this.file = file;
    }

    /**
     * Waits for it.
     *
     * @param waiting is called once, if it has to wait
     */
    static CacheLock take(Path path, Runnable waiting) throws InterruptedException {
        ReentrantLock inProcess = IN_PROCESS.computeIfAbsent(path, any -> new ReentrantLock());
        boolean told = false;
        if (!inProcess.tryLock()) {
            waiting.run();
            told = true;
            inProcess.lockInterruptibly();
        }
        FileChannel file = null;
        try {
            Files.createDirectories(path.getParent());
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            while (lock == null) {
                if (!told) {
                    waiting.run();
                    told = true;
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                lock = file.tryLock();
            }
            CacheLock taken = new CacheLock(inProcess, file);
            file = null;
            inProcess = null;
            return taken;
        } catch (IOException e) {
            throw HubCache.unwritable(path, e);
        } finally {
            release(inProcess, file);
        }
    }

    /** Gives it back. */
    void close() {
        release(inProcess, file);
    }

    private static void release(ReentrantLock inProcess, FileChannel file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // The lock ends with the process then.
        } finally {
            if (inProcess != null) {
                inProcess.unlock();
            }
        }
    }
}
