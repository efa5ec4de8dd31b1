package dev.ganglion.llm.ledger;

import com.sun.management.OperatingSystemMXBean;
import dev.ganglion.llm.endpoint.Endpoint;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.ModelRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * How many questions a second one process gets through the ledger, with a server in the same process that answers at once.
 * Arguments: questions, how many of them at once, characters of a prompt.
 */
final class LedgerLoad {

    private static final Terms TERMS = new Terms(
            "explainer", Optional.of(BigDecimal.valueOf(1_000)), Duration.ofSeconds(60), Duration.ofSeconds(2));

    private LedgerLoad() {}

    public static void main(String... arguments) {
        int questions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int atOnce = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 512;
        int characters = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000;
        String padding = "x".repeat(characters);
        try (LedgerDatabase ledger = LedgerDatabase.create()) {
            RememberingModel model = ledger.process(new AtOnce(), TERMS).model();
            run("warm-up", model, questions / 2, atOnce, UUID.randomUUID() + padding);
            String prompts = UUID.randomUUID() + padding;
            run("asked", model, questions, atOnce, prompts);
            run("remembered", model, questions, atOnce, prompts);
            System.out.println(ledger.value("select 'spent ' || spent || ', reserved ' || reserved || ', unconfirmed ' "
                    + "|| unconfirmed || ', statements ' || revision from ledger.budget"));
        }
        System.exit(0);
    }

    private static void run(String name, RememberingModel model, int questions, int atOnce, String prompt) {
        long cpu = cpu();
        long time = System.nanoTime();
        Multi.createFrom()
                .range(0, questions)
                .onItem()
                .transformToUni(i -> model.ask(Asked.question(i + prompt)))
                .merge(atOnce)
                .onItem()
                .ignoreAsUni()
                .await()
                .atMost(Duration.ofMinutes(8));
        double seconds = (System.nanoTime() - time) / 1e9;
        double cpuSeconds = (cpu() - cpu) / 1e9;
        System.out.printf(
                "%s: %d questions, %.0f a second, %.0f a second and core of this process (%.2f s of %.2f s)%n",
                name, questions, questions / seconds, questions / cpuSeconds, cpuSeconds, seconds);
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private record AtOnce() implements Endpoint {

        private static final Completion ANSWER = Asked.said("y".repeat(1_000), 250, 50);

        @Override
        public String url() {
            return "http://127.0.0.1/v1";
        }

        @Override
        public Uni<Completion> call(ModelRequest request, long tokens) {
            return Uni.createFrom().item(ANSWER);
        }
    }
}
