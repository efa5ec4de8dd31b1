package dev.ganglion.cli.deadletters;

import dev.ganglion.cli.llm.Dollars;
import dev.ganglion.cli.replay.ReplayPlan;
import dev.ganglion.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is said of a redrive. */
final class RedriveText {

    private static final String NONE = "There is no open dead letter to redrive.";

    private RedriveText() {}

    static String before(List<Redrive.Part> parts) {
        if (parts.isEmpty()) {
            return NONE;
        }
        StringBuilder text = new StringBuilder("To try again:\n");
        for (Redrive.Part part : parts) {
            text.append("  ").append(title(part)).append(": ");
            if (part.prepared() == null) {
                text.append("not possible: ").append(Terminal.plain(part.problem()));
            } else {
                text.append(cost(part.prepared().plan()));
            }
            text.append('\n');
        }
        return text.toString().stripTrailing();
    }

    private static String title(Redrive.Part part) {
        RedriveGroup group = part.group();
        return DeadLetterText.count(group.letters()) + " of " + group.service()
                + (group.recipe() == null ? "" : " " + Terminal.plain(group.recipe()));
    }

    private static String cost(ReplayPlan plan) {
        ReplayPlan.Estimate estimate = plan.estimate();
        if (estimate == null) {
            return "asks no language model";
        }
        return estimate.calls() + " calls, "
                + (estimate.dollars() == null ? "of unknown price" : "at most " + Dollars.text(estimate.dollars()));
    }

    static String after(List<Redrive.Part> parts) {
        if (parts.isEmpty()) {
            return NONE;
        }
        StringBuilder text = new StringBuilder();
        for (Redrive.Part part : parts) {
            text.append(title(part)).append(": ");
            if (part.passed() == null) {
                text.append(part.prepared() == null ? "not tried: " : "").append(Terminal.plain(part.problem()));
            } else {
                text.append(part.passed())
                        .append(" passed, ")
                        .append(part.failedAgain())
                        .append(part.outcome().code() == 0 ? " failed again" : " failed again or were not reached");
            }
            text.append('\n');
        }
        return text.toString().stripTrailing();
    }

    static String json(List<Redrive.Part> parts) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("groups", parts.stream().map(RedriveText::fields).toList());
        all.put(
                "deadLetters",
                parts.stream().mapToInt(part -> part.group().letters().size()).sum());
        all.put("passed", sum(parts.stream().map(Redrive.Part::passed).toList()));
        all.put("failedAgain", sum(parts.stream().map(Redrive.Part::failedAgain).toList()));
        return DeadLetterText.write(all);
    }

    private static int sum(List<Integer> counts) {
        return counts.stream()
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static Map<String, Object> fields(Redrive.Part part) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("service", part.group().service());
        fields.put("recipe", part.group().recipe());
        fields.put("deadLetters", part.group().letters().size());
        fields.put(
                "estimate",
                part.prepared() == null ? null : part.prepared().plan().estimate());
        fields.put("replay", part.outcome() == null ? null : part.outcome().id());
        fields.put("code", part.outcome() == null ? null : part.outcome().code());
        fields.put("passed", part.passed());
        fields.put("failedAgain", part.failedAgain());
        fields.put("problem", part.problem());
        return fields;
    }
}
