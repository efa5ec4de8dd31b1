package dev.ganglion.replay.creation;

import dev.ganglion.replay.plan.Replay;
import dev.ganglion.replay.topic.BrokerSettings;
import dev.ganglion.replay.topic.UnavailableException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates a replay or joins one; or says what it would do. */
@Command(
        name = ReplayCommand.NAME,
        header = "Works again on a part of the service's topic, and exits with 0 at its end.",
        description =
                "Begin, end and selection are frozen when the replay is created. The same command with the same --id"
                        + " goes on after a kill, and several processes share one replay.",
        sortOptions = false,
        usageHelpWidth = 120,
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

    public static final String NAME = "replay";

    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final ReplayedService service;
    private final Config config;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "names the replay; default: made of service, recipe and time")
    private String id;

    @Option(names = "--recipe", paramLabel = "NAME[@DIGEST]", description = "the recipe to run (explainer, simulator)")
    private String recipe;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(names = "--dry-run", description = "create nothing, print one JSON object")
    private boolean dryRun;

    private Replay replay;

    private ReplayCommand(ReplayedService service, Config config) {
        this.service = service;
        this.config = config;
    }

    /**
     * What came of the command.
     *
     * @param code to exit with, unless there is a replay to run
     * @param replay null if there is nothing to run
     */
    public record Outcome(int code, Replay replay) {}

    /** Prints what a command line prints, and never throws for what an operator can do wrong. */
    public static Outcome run(ReplayedService service, String... arguments) {
        return run(
                service,
                ConfigProvider.getConfig(),
                new PrintWriter(System.out, true),
                new PrintWriter(System.err, true),
                arguments);
    }

    static Outcome run(ReplayedService service, Config config, PrintWriter out, PrintWriter err, String... arguments) {
        ReplayCommand command = new ReplayCommand(service, config);
        // "@" begins a file of keys, which picocli would take for one of arguments.
        int code = new CommandLine(command)
                .setExpandAtFiles(false)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (failure instanceof IllegalArgumentException || failure instanceof UnavailableException) {
                        line.getErr().println(service.name() + "-service: " + failure.getMessage());
                        return failure instanceof UnavailableException ? FAILED : BAD_INPUT;
                    }
                    throw failure;
                })
                .execute(arguments);
        return new Outcome(code, command.replay);
    }

    @Override
    public Integer call() throws InterruptedException {
        selection.check(service);
        if (recipe != null && !service.hasRecipes()) {
            throw new IllegalArgumentException("--recipe: the " + service.name() + " runs no recipe");
        }
        if (id != null) {
            Replay.requireId(id);
        }
        Map<String, Object> broker = BrokerSettings.of(config);
        ReplayCreation creation = new ReplayCreation(service, selection, config, broker);
        try (ReplayRows rows = ReplayRows.connect(config)) {
            Optional<Replay> frozen = id == null ? Optional.empty() : rows.find(id);
            if (frozen.isPresent()) {
                requireSame(frozen.get());
            }
            if (dryRun) {
                Replay planned = frozen.isPresent() ? frozen.get() : creation.create(idOrDefault(), pinned());
                spec.commandLine().getOut().println(new DryRun(planned, service).json(broker));
                return 0;
            }
            replay = frozen.isPresent() ? frozen.get() : create(rows, creation);
            return 0;
        }
    }

    private Replay create(ReplayRows rows, ReplayCreation creation) throws InterruptedException {
        String name = idOrDefault();
        String wanted = pinned();
        Replay created = rows.findOrCreate(name, () -> creation.create(name, wanted), creation::commitStart);
        // Somebody else may have been quicker.
        requireSame(created);
        return created;
    }

    private String idOrDefault() {
        if (id != null) {
            return id;
        }
        String of = service.hasRecipes() ? "." + pinned().replace('@', '-') : "";
        return Replay.PREFIX + service.name() + of + "." + TIME.format(Instant.now());
    }

    /** Null if there are no recipes. */
    private String pinned() {
        if (!service.hasRecipes()) {
            return null;
        }
        if (recipe == null) {
            throw new IllegalArgumentException("--recipe is missing: name the recipe to run"
                    + (id == null ? "" : "; no replay is named " + id + ", so there is none to go on with"));
        }
        return service.pinned(recipe);
    }

    private void requireSame(Replay frozen) {
        if (!frozen.service().equals(service.name())) {
            throw new IllegalArgumentException("--id: replay " + frozen.id() + " is one of the " + frozen.service()
                    + ", not of the " + service.name());
        }
        if (recipe != null && !service.pinned(recipe).equals(frozen.recipe())) {
            throw new IllegalArgumentException("--recipe: replay " + frozen.id() + " runs " + frozen.recipe()
                    + " and is frozen: leave the option out to go on with it, or create another with another --id");
        }
        if (frozen.recipe() != null) {
            // The recipe may have been removed since.
            service.pinned(frozen.recipe());
        }
        frozen.options().requireSame(selection.options(), frozen.id());
    }
}
