package dev.ganglion.cli.faults;

import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Looks at everything that a fault may have left undone, lost or done twice. */
final class Inspection {

    private static final EventCodec<Scores> SCORES = EventCodec.of(Scores.class);
    private static final EventCodec<Explanation> EXPLANATIONS = EventCodec.of(Explanation.class);

    private final Chain chain;
    private final int neurons;
    private final int poison;
    private final List<String> problems = new ArrayList<>();

    private int scores;
    private int doubled;
    private int lost;
    private int deadLetters;
    private int rewritten;

    private Inspection(Chain chain, int neurons, int poison) {
        this.chain = chain;
        this.neurons = neurons;
        this.poison = poison;
    }

    /**
     * Looks once.
     *
     * @param neurons that are to be scored
     * @param poison records that are to be put aside
     */
    static Inspection of(Chain chain, int neurons, int poison) throws InterruptedException {
        Inspection inspection = new Inspection(chain, neurons, poison);
        try {
            inspection.lookAtGroups();
            inspection.lookAtDeadLetters();
            inspection.lookAtHealth();
            inspection.lookAtResults();
            inspection.lookAtDatabase();
        } catch (KafkaException | IllegalStateException e) {
            inspection.problems.add("cannot look: " + e.getMessage());
        }
        return inspection;
    }

    private void lookAtGroups() {
        Set<String> groups = chain.records().groups();
        for (String group : groups) {
            List<String> topics = topicsOf(group);
            Set<TopicPartition> assigned = new HashSet<>();
            Collection<Set<TopicPartition>> members = chain.records().members(group);
            members.forEach(assigned::addAll);
            for (String topic : topics) {
                long lag = chain.records().lag(group, topic);
                check(lag == 0, "group " + group + " has " + lag + " records of " + topic + " before it");
                long held = assigned.stream()
                        .filter(partition -> partition.topic().equals(topic))
                        .count();
                check(held == 4, "group " + group + " reads " + held + " of 4 partitions of " + topic);
            }
            check(
                    members.size()
                            == chain.replicas().stream()
                                    .filter(replica -> reads(replica, group))
                                    .count(),
                    "group " + group + " has " + members.size() + " members");
        }
        check(groups.size() > 1, "there are no groups but " + groups);
    }

    private static boolean reads(Replica replica, String group) {
        String service = group.equals("projection") ? "scorer" : group.replaceFirst("[.-].*", "");
        return replica.program().title().startsWith(service);
    }

    private static List<String> topicsOf(String group) {
        if (group.startsWith("explainer")) {
            return List.of(Topics.NEURON_ACTIVATIONS);
        }
        if (group.startsWith("simulator")) {
            return List.of(Topics.EXPLANATIONS);
        }
        return switch (group) {
            case "scorer" -> List.of(Topics.SIMULATIONS);
            case "activation" -> List.of(Topics.ACTIVATION_REQUESTS);
            case "activation-merge" -> List.of(Topics.NEURON_ACTIVATION_PARTIALS);
            case "projection" ->
                List.of(
                        Topics.NEURON_ACTIVATIONS,
                        Topics.EXPLANATIONS,
                        Topics.SIMULATIONS,
                        Topics.SCORES,
                        Topics.EXPLAINER_DLQ);
            default -> List.of();
        };
    }

    private void lookAtDeadLetters() {
        Map<String, Long> letters = new LinkedHashMap<>();
        // A reader that dies between putting a record aside and committing puts it aside again: the same dead letter.
        Topics.DEAD_LETTERS.forEach(topic ->
                letters.put(topic, chain.records().origins(topic).distinct().count()));
        deadLetters = letters.values().stream().mapToInt(Long::intValue).sum();
        check(deadLetters == poison, "there should be " + poison + " dead letters, and are " + letters);
    }

    private void lookAtHealth() throws InterruptedException {
        for (Replica replica : chain.replicas()) {
            for (String probe : List.of("live", "ready")) {
                check(replica.isRunning() && replica.isUp(probe), replica.log().getFileName() + " is not " + probe);
            }
        }
    }

    private void lookAtResults() {
        Map<String, Set<Object>> byCause = new HashMap<>();
        Set<String> keys = new HashSet<>();
        AtomicInteger records = new AtomicInteger();
        chain.records().each(Topics.SCORES, SCORES, event -> {
            String cause = event.explanation() + " " + event.simulator().digest() + " " + event.scorer();
            byCause.computeIfAbsent(cause, first -> new HashSet<>()).add(event.id());
            keys.add(event.neuron().key());
            records.incrementAndGet();
        });
        scores = byCause.values().stream().mapToInt(Set::size).sum();
        lost = neurons - keys.size();
        doubled = scores - byCause.size();
        rewritten = records.get() - scores;
        Map<String, Set<Object>> explanations = new HashMap<>();
        chain.records().each(Topics.EXPLANATIONS, EXPLANATIONS, event -> explanations
                .computeIfAbsent(event.neuron().key(), first -> new HashSet<>())
                .add(event.id()));
        doubled +=
                explanations.values().stream().mapToInt(ids -> ids.size() - 1).sum();
        check(lost == 0, lost + " neurons have no score");
        check(doubled == 0, doubled + " results are doubled");
        check(scores == neurons, scores + " scores of " + neurons + " neurons");
    }

    private void lookAtDatabase() {
        long rows = chain.database().number("select count(*) from projection.scores");
        check(rows == neurons, "the database has " + rows + " scores of " + neurons + " neurons");
        boolean ledger = chain.database().number("select count(*) from pg_tables where schemaname = 'ledger'") > 0;
        if (ledger) {
            long claimed = chain.database().number("select count(*) from ledger.answer where state = 'claimed'");
            check(claimed == 0, claimed + " questions are still claimed");
        }
    }

    private void check(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    boolean isWell() {
        return problems.isEmpty();
    }

    Outcome outcome(Fault fault, Scene scene) {
        int repeated = chain.model().repeated();
        check(
                repeated <= scene.inFlight(),
                repeated + " calls were repeated, and " + scene.inFlight() + " in flight at kills");
        return new Outcome(
                fault.name(),
                scene.times(),
                neurons,
                scores,
                doubled,
                lost,
                deadLetters,
                repeated,
                scene.inFlight(),
                rewritten,
                scene.slowest(),
                List.copyOf(problems));
    }
}
