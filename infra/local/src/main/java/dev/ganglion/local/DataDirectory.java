package dev.ganglion.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A data directory that one process at a time may use. */
final class DataDirectory {

    /** Held until the process ends: a lock goes with its channel, and a channel that nothing refers to is closed. */
    private static FileChannel held;

    private DataDirectory() {}

    /**
     * Makes the directory if it is not there and keeps other processes off it until this one ends, however it ends. The lock
     * is a file beside the directory, since PostgreSQL fills only an empty one; it holds the owner's process id.
     *
     * @throws LocalException if it cannot be written, or another process has it
     */
    static synchronized void claim(Path data) {
        try {
            Files.createDirectories(data);
            if (!Files.isWritable(data)) {
                throw new AccessDeniedException(data.toString());
            }
            Path file = data.resolveSibling(data.getFileName() + ".lock");
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new LocalException("the data directory " + data + " is used by process " + owner(channel)
                        + ": stop that one, or choose another directory");
            }
            held = channel;
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(
                    Long.toString(ProcessHandle.current().pid())));
        } catch (IOException e) {
            throw LocalException.unwritable("the data directory", data, e);
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        return StandardCharsets.US_ASCII.decode(pid.flip()).toString();
    }
}
