package dev.ganglion.local;

import java.nio.file.Path;

/**
 * How a broker or a database is to run.
 *
 * @param data its data directory; made if it is not there, used again if it is
 * @param port to listen on
 * @param log what it prints is appended here
 * @param endsWithStarter whether it stops when the process that starts it is gone, however that ends
 * @param durable whether a crash of the machine must lose nothing; tests can do without
 */
public record LocalOptions(Path data, int port, Path log, boolean endsWithStarter, boolean durable) {

    ChildMain.Arguments arguments() {
        return new ChildMain.Arguments(
                data.toAbsolutePath(),
                port,
                endsWithStarter ? ProcessHandle.current().pid() : 0,
                durable);
    }
}
