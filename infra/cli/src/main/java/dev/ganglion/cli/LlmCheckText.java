package dev.ganglion.cli;

import dev.ganglion.cli.llm.EndpointCheck;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an endpoint can do, for people. */
final class LlmCheckText {

    private LlmCheckText() {}

    static String of(EndpointCheck explainer, EndpointCheck simulator) {
        StringBuilder text = new StringBuilder();
        line(text, "endpoint", explainer.endpoint());
        line(text, "model", explainer.model());
        if (explainer.problem() != null) {
            return line(text, "problem", explainer.problem()).toString();
        }
        line(
                text,
                "can",
                explainer.capabilities().stream()
                        .map(capability -> capability.toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", ")));
        line(text, "logprobs", explainer.topLogprobs() == 0 ? "none" : explainer.topLogprobs() + " at a token");
        line(text, "context", explainer.context() == null ? "not known" : explainer.context() + " tokens");
        verdicts(text, "explainer recipes", explainer);
        verdicts(text, "simulator recipes", simulator);
        return text.toString();
    }

    private static void verdicts(StringBuilder text, String title, EndpointCheck check) {
        text.append(title).append('\n');
        for (EndpointCheck.Verdict verdict : check.recipes()) {
            text.append(String.format(
                    "  %-4s %-36s %s%n",
                    verdict.works() ? "yes" : "NO",
                    Terminal.plain(verdict.recipe()),
                    verdict.reason() == null ? "" : Terminal.plain(verdict.reason())));
        }
        if (check.recipes().isEmpty()) {
            text.append("  none that asks a model\n");
        }
    }

    private static StringBuilder line(StringBuilder text, String name, String value) {
        return text.append(String.format("%-10s %s%n", name, Terminal.plain(String.valueOf(value))));
    }
}
