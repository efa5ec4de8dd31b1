package dev.ganglion.cli.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.llm.Dollars;
import dev.ganglion.cli.terminal.Terminal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is said of a replay before and after it. */
final class ReplayText {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ReplayText() {}

    /** What it would do and cost, the stages after it too, for people. */
    static String plan(ReplayPlan plan, List<Downstream> downstream) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s%s: %,d records of %s%s%n",
                plan.service(),
                plan.recipe() == null ? "" : " " + Terminal.plain(plan.recipe()),
                plan.records(),
                plan.topic(),
                plan.neurons() == null
                        ? ""
                        : String.format(Locale.ROOT, ", of %,d %s", plan.neurons(), noun(plan.neurons(), "neuron"))));
        ReplayPlan.Estimate estimate = plan.estimate();
        if (estimate == null) {
            text.append("  asks no language model\n");
        } else {
            text.append(String.format(
                    Locale.ROOT,
                    "  %,d %s about %,d of them, %,d tokens sent, at most %,d received: %s%n",
                    estimate.calls(),
                    noun(estimate.calls(), "call"),
                    estimate.records(),
                    estimate.promptTokens(),
                    estimate.completionTokens(),
                    atMost(estimate.dollars())));
            text.append("  what the ledger has an answer to already costs nothing\n");
        }
        for (Downstream stage : downstream) {
            text.append(String.format("then simulator %s: %s%n", Terminal.plain(stage.recipe()), cost(stage)));
        }
        if (plan.service().equals("explainer") && downstream.isEmpty()) {
            text.append("then: no running simulator takes these explanations (infra/ganglion up --simulator-recipe)\n");
        }
        return text.toString().stripTrailing();
    }

    private static String cost(Downstream stage) {
        if (!stage.asksModel()) {
            return "asks no language model";
        }
        return stage.dollarsPerExplanation() == null
                ? "asks a language model; it has simulated nothing yet, so what it will cost is unknown"
                : Dollars.text(stage.dollarsPerExplanation()) + " for an explanation so far, about "
                        + Dollars.text(stage.dollars()) + " for one of each neuron";
    }

    private static String atMost(Double dollars) {
        return dollars == null ? "unknown: no price" : "at most " + Dollars.text(dollars);
    }

    private static String noun(long number, String one) {
        return number == 1 ? one : one + "s";
    }

    /** The jar's object, and {@code downstream}. */
    static String planJson(ReplayPlan plan, List<Downstream> downstream) throws JsonProcessingException {
        Map<String, Object> fields = fields(plan);
        fields.put("downstream", downstream);
        return MAPPER.writeValueAsString(fields);
    }

    private static Map<String, Object> fields(Object record) {
        return new LinkedHashMap<>(MAPPER.convertValue(record, new TypeReference<Map<String, Object>>() {}));
    }

    /**
     * How it ended, for people.
     *
     * @param deadLetters that it has left; null if that is not known
     */
    static String outcome(ReplayPlan plan, ReplayRun.Outcome outcome, Integer deadLetters) {
        return String.format(
                        Locale.ROOT,
                        "%s: %,d of %,d records in %s",
                        outcome.id(),
                        done(plan, outcome),
                        records(plan, outcome),
                        Terminal.duration(Duration.ofMillis((long) (outcome.seconds() * 1000))))
                + (outcome.spent() == null ? "" : "; the recipe has spent " + Dollars.text(outcome.spent()) + " in all")
                + (deadLetters == null || deadLetters == 0 ? "." : putAside(deadLetters));
    }

    private static String putAside(int deadLetters) {
        return String.format(
                Locale.ROOT,
                ".%n%,d %s put aside: infra/ganglion dead-letters list",
                deadLetters,
                deadLetters == 1 ? "record was" : "records were");
    }

    /** How it ended, for programs. */
    static String outcomeJson(ReplayPlan plan, ReplayRun.Outcome outcome, Integer deadLetters)
            throws JsonProcessingException {
        Map<String, Object> fields = outcomeFields(plan, outcome);
        fields.put("deadLetters", deadLetters);
        return MAPPER.writeValueAsString(fields);
    }

    static Map<String, Object> outcomeFields(ReplayPlan plan, ReplayRun.Outcome outcome) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", outcome.id());
        fields.put("service", plan.service());
        fields.put("recipe", plan.recipe());
        fields.put("topic", plan.topic());
        fields.put("records", records(plan, outcome));
        fields.put("done", done(plan, outcome));
        fields.put("finished", outcome.code() == 0);
        fields.put("code", outcome.code());
        fields.put("spent", outcome.spent());
        fields.put("seconds", outcome.seconds());
        return fields;
    }

    private static long records(ReplayPlan plan, ReplayRun.Outcome outcome) {
        return outcome.state() == null ? plan.records() : outcome.state().records();
    }

    /** At its end all are; it may be there before it was looked at. */
    private static long done(ReplayPlan plan, ReplayRun.Outcome outcome) {
        if (outcome.code() == 0) {
            return records(plan, outcome);
        }
        return outcome.state() == null ? 0 : outcome.state().done();
    }
}
