package dev.ganglion.scorer.api;

import dev.ganglion.scorer.results.ContentChecksum;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the results database holds, in a few digits. */
@Path("/api/checksum")
@Tag(name = "checksum")
public class ChecksumResource {

    private final ContentChecksum checksum;
    /** The one that is being computed: whoever asks meanwhile gets the same. Guarded by this. */
    private Uni<ContentChecksum.Content> running;

    ChecksumResource(ContentChecksum checksum) {
        this.checksum = checksum;
    }

    @GET
    @Operation(summary = "The checksum of all tables: the same if the same was read; it reads all of them")
    public Uni<ContentChecksum.Content> compute() {
        synchronized (this) {
            if (running == null) {
                running = checksum.compute()
                        .onTermination()
                        .invoke(this::ended)
                        .memoize()
                        .indefinitely();
            }
            return running;
        }
    }

    private void ended() {
        synchronized (this) {
            running = null;
        }
    }
}
