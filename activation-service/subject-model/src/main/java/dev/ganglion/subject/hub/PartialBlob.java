package dev.ganglion.subject.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;

/**
 * A content that is on its way into the cache: its file, and the checksum of what is there. The HTTP client's threads
 * write, another looks; what they bring after {@link #close} is dropped.
 */
final class PartialBlob implements AutoCloseable {

    private static final int BLOCK = 1 << 20;

    private final RemoteFile file;
    private final FileChannel channel;
    private MessageDigest digest;
    private long length;
    private boolean closed;

    private PartialBlob(RemoteFile file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        this.digest = file.checksum().begin(file.size());
    }

    /**
     * Opens the file, and reads what is there already.
     *
     * @throws InterruptedException if the thread is interrupted while it reads
     */
    static PartialBlob open(Path path, RemoteFile file) throws IOException, InterruptedException {
        PartialBlob partial = new PartialBlob(
                file,
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        boolean opened = false;
        try {
            partial.readOn();
            opened = true;
            return partial;
        } finally {
            if (!opened) {
                partial.close();
            }
        }
    }

    private synchronized void readOn() throws IOException, InterruptedException {
        long there = channel.size();
        if (there > file.size()) {
            restart();
            return;
        }
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        while (length < there && channel.read(block) > 0) {
            length += block.flip().remaining();
            digest.update(block);
            block.clear();
            if (Thread.interrupted()) {
                throw new InterruptedException("the download was interrupted");
            }
        }
    }

    /** Bytes that are there. */
    synchronized long length() {
        return length;
    }

    /** Begins anew, without anything. */
    synchronized void restart() throws IOException {
        channel.truncate(0);
        channel.position(0);
        digest = file.checksum().begin(file.size());
        length = 0;
    }

    /**
     * Adds bytes.
     *
     * @return false if there are more than the file has; none of them are added then
     * @throws IOException if the disk does not take them
     */
    synchronized boolean write(List<ByteBuffer> bytes) throws IOException {
        for (ByteBuffer some : bytes) {
            if (closed) {
                return true;
            }
            if (some.remaining() > file.size() - length) {
                return false;
            }
            length += some.remaining();
            digest.update(some.duplicate());
            while (some.hasRemaining()) {
                channel.write(some);
            }
        }
        return true;
    }

    /** Whether all is there and is what the hub says. To be asked once. */
    synchronized boolean matches() {
        return length == file.size() && file.checksum().matches(digest);
    }

    /** Returns when the disk has it. */
    synchronized void force() throws IOException {
        channel.force(true);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }
}
