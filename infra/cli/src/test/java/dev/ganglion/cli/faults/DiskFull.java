package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The disk that the broker writes on is full, which halts it; then there is room again, and it is started. */
final class DiskFull implements Fault {

    private static final int MEGABYTES = 256;
    private static final Duration HALT = Duration.ofMinutes(2);

    private Path disk;

    @Override
    public String name() {
        return "broker-disk-full";
    }

    @Override
    public int times() {
        return 2;
    }

    /** Whether this machine lets us have a small disk. */
    static boolean isPossible(Path directory) throws IOException, InterruptedException {
        Path trial = Files.createDirectories(directory.resolve("trial"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", trial.toString());
        return mounted && run("umount", trial.toString());
    }

    @Override
    public Chain chain(Path directory) throws IOException, InterruptedException {
        disk = Files.createDirectories(directory.resolve("disk"));
        if (!run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", disk.toString())) {
            throw new IOException("no disk can be mounted");
        }
        return new Chain(
                directory,
                disk.resolve("kafka"),
                true,
                List.of(ServiceProgram.EXPLAINER, ServiceProgram.SIMULATOR, ServiceProgram.SCORER),
                1);
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Broker broker = scene.chain().broker();
        Path ballast = disk.resolve("ballast");
        for (int i = 0; i < scene.times(); i++) {
            scene.pause(1_000, 4_000);
            long struckAt = System.nanoTime();
            fill(ballast);
            awaitHalt(broker);
            Files.delete(ballast);
            broker.start();
            scene.awaitRecovery(ServiceProgram.SCORER, struckAt);
        }
    }

    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
    }

    private static void awaitHalt(Broker broker) throws InterruptedException {
        long start = System.nanoTime();
        while (broker.isRunning() && System.nanoTime() - start < HALT.toNanos()) {
            Thread.sleep(200);
        }
        if (broker.isRunning()) {
            throw new AssertionError("the broker goes on without a place to write");
        }
    }

    /** After the chain was closed. */
    void unmount() throws IOException, InterruptedException {
        if (disk != null) {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
