package dev.ganglion.benchmarks.results;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.benchmarks.surroundings.BenchmarkException;
import dev.ganglion.benchmarks.surroundings.MeasuredService;
import dev.ganglion.benchmarks.surroundings.Surroundings;
import dev.ganglion.benchmarks.surroundings.TopicWatch;
import dev.ganglion.benchmarks.surroundings.Usage;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Topics;
import dev.ganglion.local.LocalDatabase;
import dev.ganglion.local.LocalTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills a results database as large as GPT-2 XL's and asks it questions, and prints how long that takes. */
@Command(
        name = "infra/ganglion benchmark results",
        description = {
            "Measures the results database: two explanations of each neuron and their scores are read from their topics by the"
                    + " built scorer-service; then pages, searches, lists and overviews are asked for, 50 a second.",
            "Records and simulations are put into their tables directly."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion benchmark results",
            "  infra/ganglion benchmark results --neurons 20000 --records 2000 --json"
        })
public final class ResultsBenchmark implements Callable<Integer> {

    private static final String PROJECTION = "projection";
    private static final int POLL_MILLIS = 250;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final int WARM_UP_PARTS = 4;
    private static final long SAY_EVERY_NANOS = 5_000_000_000L;

    @Option(
            names = "--neurons",
            paramLabel = "N",
            defaultValue = "307200",
            description = "how many are explained, twice each (default: 307200, as GPT-2 XL has)")
    private int neurons;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "307200",
            description = "how many of them have a record and simulations; 50 kB of disk each (default: 307200)")
    private int records;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "50",
            description = "how many a second (default: 50)")
    private int requests;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "how long they are asked (default: 60)")
    private int seconds;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final SyntheticExplanations synthetic = new SyntheticExplanations();
    private long lastSaid;

    private ResultsBenchmark() {}

    /** Runs it and exits with its code. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new ResultsBenchmark());
        command.setExecutionExceptionHandler((failure, line, result) -> {
            if (!(failure instanceof BenchmarkException)) {
                throw failure;
            }
            line.getErr().println("ganglion: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        String root = System.getProperty("ganglion.root");
        if (root == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "start this with infra/ganglion benchmark results");
        }
        if (neurons < 1000 || records < 1 || requests < 1 || seconds < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--neurons must be 1000 or more, and the others 1 or more");
        }
        records = Math.min(records, neurons);
        ResultsReport report;
        try (Surroundings surroundings = Surroundings.start()) {
            fill(surroundings);
            report = measure(Path.of(root), surroundings);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? new JsonMapper().writeValueAsString(report.json()) : report.text());
        out.flush();
        return 0;
    }

    private void fill(Surroundings surroundings) {
        say("1 of 4: putting " + 2 * neurons + " explanations and their scores on their topics …");
        for (RecipeRef explainer : SyntheticExplanations.EXPLAINERS) {
            surroundings.fill(
                    Topics.EXPLANATIONS, neurons, ResultsBenchmark::key, n -> synthetic.explanation(n, explainer));
            surroundings.fill(Topics.SCORES, neurons, ResultsBenchmark::key, n -> synthetic.scores(n, explainer));
        }
    }

    private static String key(int n) {
        return SyntheticExplanations.neuron(n).key();
    }

    private ResultsReport measure(Path root, Surroundings surroundings)
            throws IOException, InterruptedException, SQLException {
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        environment.put("MP_MESSAGING_INCOMING_SIMULATIONS_ENABLED", "false");
        int scored = 2 * neurons;
        Usage usage = new Usage(surroundings, List.of());
        long begin = System.nanoTime();
        try (MeasuredService service =
                MeasuredService.start(root, "scorer-service", environment, surroundings.log("scorer-service"))) {
            usage.add(List.of(service));
            say("2 of 4: loading …");
            double warm = load(surroundings, service, scored);
            double loaded = (System.nanoTime() - begin) / 1e9;
            awaitIndex(surroundings.database(), service);
            double indexed = (System.nanoTime() - begin) / 1e9 - loaded;
            Map<String, Double> loadCpu = usage.cpuSeconds();
            say("3 of 4: putting " + records + " records and their simulations into their tables …");
            new StoredEvents(surroundings.database(), synthetic).insert(records, n -> progress("stored", n, records));
            say("4 of 4: " + requests + " requests a second for " + seconds + " seconds, after "
                    + WARM_UP_PARTS * WARM_UP.toSeconds() + " of fewer …");
            Requests asked = new Requests(service.address(), synthetic, records);
            // What a JVM that has just started cannot do yet is not measured, and must not be asked of it at once.
            for (int part = WARM_UP_PARTS; part > 0; part--) {
                asked.ask(Math.max(1, requests / part), WARM_UP, part);
            }
            usage.restart();
            Map<RequestKind, Requests.Latencies> latencies = asked.ask(requests, Duration.ofSeconds(seconds), 2);
            Map<String, Double> each = new LinkedHashMap<>();
            usage.cpuSeconds().forEach((title, cpu) -> each.put(title, cpu * 1000 / ((double) requests * seconds)));
            return new ResultsReport(
                    neurons,
                    scored,
                    records,
                    loaded,
                    warm,
                    indexed,
                    loadCpu,
                    sizes(surroundings.database()),
                    requests,
                    latencies,
                    each);
        }
    }

    /** Returns how many a second were loaded without the first fifth. */
    private double load(Surroundings surroundings, MeasuredService service, int scored) throws InterruptedException {
        List<String> topics = List.of(Topics.EXPLANATIONS, Topics.SCORES);
        try (TopicWatch watch = new TopicWatch(surroundings.bootstrapServers(), LocalTopics.PARTITIONS)) {
            long warmFrom = 0;
            double warmDone = 0;
            while (true) {
                Thread.sleep(POLL_MILLIS);
                service.check();
                double done = watch.done(PROJECTION, topics) / 2.0;
                if (warmFrom == 0 && done >= scored / 5.0) {
                    warmFrom = System.nanoTime();
                    warmDone = done;
                }
                progress("loaded", (long) done, scored);
                if (done >= scored) {
                    if (watch.records(Topics.DEAD_LETTERS) > 0) {
                        throw new BenchmarkException("dead letters: it did not do what is measured");
                    }
                    return (done - warmDone) / ((System.nanoTime() - warmFrom) / 1e9);
                }
            }
        }
    }

    private void awaitIndex(LocalDatabase database, MeasuredService service) throws SQLException, InterruptedException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet rows = statement.executeQuery("select count(*) from projection.search_queue")) {
                    rows.next();
                    if (rows.getLong(1) == 0) {
                        return;
                    }
                    progress("left to index", rows.getLong(1), 0);
                }
                service.check();
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private static Map<String, Long> sizes(LocalDatabase database) throws SQLException {
        Map<String, Long> sizes = new LinkedHashMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select relname, pg_total_relation_size(oid) from pg_class"
                        + " where relnamespace = 'projection'::regnamespace and relkind = 'r'"
                        + " and pg_total_relation_size(oid) > 1000000 order by 2 desc")) {
            while (rows.next()) {
                sizes.put(rows.getString(1), rows.getLong(2));
            }
        }
        return sizes;
    }

    private void progress(String what, long done, long all) {
        long now = System.nanoTime();
        if (now - lastSaid > SAY_EVERY_NANOS) {
            lastSaid = now;
            say(String.format(Locale.ROOT, "%s %,d%s", what, done, all == 0 ? "" : String.format(" of %,d", all)));
        }
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
