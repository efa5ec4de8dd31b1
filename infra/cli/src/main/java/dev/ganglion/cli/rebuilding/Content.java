package dev.ganglion.cli.rebuilding;

import dev.ganglion.cli.results.JsonHttp;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * What the results database holds.
 *
 * @param checksum over all tables
 * @param tables by name
 */
public record Content(String checksum, Map<String, Table> tables) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** One table's rows. */
    public record Table(long rows, String checksum) {}

    /**
     * Asks the scorer-service.
     *
     * @param viewer its address, ending in a slash
     */
    public static Content of(String viewer) throws IOException, InterruptedException {
        return new JsonHttp().ask(viewer + "api/checksum", Content.class, PATIENCE);
    }

    public long rows() {
        return tables.values().stream().mapToLong(Table::rows).sum();
    }
}
