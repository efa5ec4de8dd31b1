package dev.ganglion.cli.stack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.terminal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What runs in this checkout, remembered in {@code .ganglion/stack.json} so that another command finds it.
 *
 * @param startedBy {@code up} or {@code demo}
 * @param owner the command that stops it in the end; none for {@code up}, whose processes stand alone
 * @param bootstrap the broker's address
 * @param viewer the scorer-service's address
 * @param processes in the order in which they were started
 */
public record StackFile(
        String startedBy, RunningProcess owner, String bootstrap, String viewer, List<RunningProcess> processes) {

    private static final JsonMapper MAPPER = new JsonMapper();

    public StackFile {
        processes = List.copyOf(processes);
    }

    /** What was started last and not stopped, if anything. */
    public static Optional<StackFile> read(Installation installation) {
        Path file = file(installation);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(file.toFile(), StackFile.class));
        } catch (IOException e) {
            throw Refusal.failed(
                    file + " cannot be read: stop what runs (pkill -f quarkus-run.jar) and delete the file", e);
        }
    }

    /** What runs now; one sentence if nothing does. */
    public static StackFile running(Installation installation) {
        return read(installation)
                .filter(StackFile::isComplete)
                .orElseThrow(() -> Refusal.badInput("nothing is running: start it with infra/ganglion up"));
    }

    void write(Installation installation) {
        Path file = file(installation);
        try {
            Files.createDirectories(file.getParent());
            Path written = file.resolveSibling("stack.json.new");
            MAPPER.writerWithDefaultPrettyPrinter().writeValue(written.toFile(), this);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static void delete(Installation installation) {
        try {
            Files.deleteIfExists(file(installation));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(installation), e);
        }
    }

    private static Path file(Installation installation) {
        return installation.state().resolve("stack.json");
    }

    /** Whether anything of it still runs. */
    boolean anythingRuns() {
        return processes.stream().anyMatch(process -> process.handle().isPresent());
    }

    /** The address of a service, ending in a slash, if it was started. */
    public Optional<String> addressOf(String title) {
        return processes.stream()
                .filter(process -> process.title().equals(title))
                .findFirst()
                .map(RunningProcess::address);
    }

    /** The running processes of the services that have recipes. */
    public List<RunningProcess> withRecipes() {
        return processes.stream()
                .filter(process -> process.is(ServiceProgram.EXPLAINER) || process.is(ServiceProgram.SIMULATOR))
                .filter(process -> process.handle().isPresent())
                .toList();
    }

    /** Whether it got as far as an address for its results, and still runs. */
    private boolean isComplete() {
        return viewer != null && anythingRuns();
    }

    /** Whether the command that should stop it is gone. */
    boolean orphaned() {
        return owner != null && owner.handle().isEmpty();
    }
}
