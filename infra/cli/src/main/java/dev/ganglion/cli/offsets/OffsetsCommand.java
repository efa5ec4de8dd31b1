package dev.ganglion.cli.offsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where consumer groups are, and where a stopped one is to go on. */
@Command(
        name = "offsets",
        description = "Shows where consumer groups are on their topics, and moves a stopped one.",
        mixinStandardHelpOptions = true,
        subcommands = {OffsetsCommand.ListGroups.class, OffsetsResetCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion offsets list",
            "  infra/ganglion offsets reset scorer --to 2h               shows what it would do",
            "  infra/ganglion offsets reset scorer --to 2h --execute"
        })
public final class OffsetsCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Which broker is asked. */
    public static final class Bootstrap {

        @Option(
                names = "--bootstrap",
                paramLabel = "HOST:PORT",
                description = "another broker than the one that infra/ganglion started")
        private String address;

        public String address() {
            return address != null
                    ? address
                    : StackFile.running(Installation.find()).bootstrap();
        }
    }

    @Command(
            name = "list",
            description = "Lists the consumer groups, or where one of them is on each partition.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  infra/ganglion offsets list",
                "  infra/ganglion offsets list explainer.token-lookup@c2a1a2ec --json"
            })
    static final class ListGroups implements Callable<Integer> {

        @Parameters(paramLabel = "GROUP", arity = "0..1", description = "a group's name (default: all of them)")
        private String group;

        @Option(names = "--json", description = "print one JSON object")
        private boolean json;

        @Mixin
        private Bootstrap bootstrap;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException, JsonProcessingException {
            PrintWriter out = spec.commandLine().getOut();
            try (Groups groups = new Groups(bootstrap.address())) {
                if (group == null) {
                    List<Groups.Summary> all = groups.all();
                    out.println(json ? json(Map.of("groups", all)) : summaries(all));
                } else {
                    List<GroupPosition> positions = groups.positions(group);
                    out.println(json ? json(Map.of("group", group, "partitions", positions)) : positions(positions));
                }
            }
            out.flush();
            return 0;
        }

        private static String json(Map<String, Object> fields) throws JsonProcessingException {
            return new JsonMapper().writeValueAsString(fields);
        }

        static String summaries(List<Groups.Summary> all) {
            if (all.isEmpty()) {
                return "The broker has no consumer group.";
            }
            int width = all.stream().mapToInt(one -> one.group().length()).max().orElse(1);
            String line = "%-" + width + "s  %-20s %7s %12s%n";
            StringBuilder text = new StringBuilder(String.format(line, "group", "state", "members", "to do"));
            all.forEach(one -> text.append(
                    String.format(Locale.ROOT, line, one.group(), one.state(), one.members(), count(one.lag()))));
            return text.toString().stripTrailing();
        }

        static String positions(List<GroupPosition> positions) {
            if (positions.isEmpty()) {
                return "It has committed nothing.";
            }
            int width = positions.stream()
                    .mapToInt(one -> one.topic().length())
                    .max()
                    .orElse(1);
            String line = "%-" + width + "s %9s %12s %12s %12s  %s%n";
            StringBuilder text = new StringBuilder(
                    String.format(line, "topic", "partition", "committed", "end", "to do", "read by"));
            positions.forEach(one -> text.append(String.format(
                    Locale.ROOT,
                    line,
                    one.topic(),
                    one.partition(),
                    one.committed() == null ? "–" : count(one.committed()),
                    count(one.end()),
                    count(one.lag()),
                    one.member() == null ? "nobody" : Terminal.plain(one.member()))));
            return text.toString().stripTrailing();
        }

        private static String count(long number) {
            return String.format(Locale.ROOT, "%,d", number);
        }
    }
}
