package dev.ganglion.cli.llm;

import dev.ganglion.cli.terminal.Terminal;

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
        for (EndpointCheck.Finding finding : explainer.findings()) {
            text.append(row(finding.able(), finding.capability(), finding.detail()));
        }
        line(text, "context", explainer.context() == null ? "not known" : explainer.context() + " tokens");
        verdicts(text, "explainer recipes", explainer);
        verdicts(text, "simulator recipes", simulator);
        return text.toString();
    }

    private static void verdicts(StringBuilder text, String title, EndpointCheck check) {
        text.append(title).append('\n');
        for (EndpointCheck.Verdict verdict : check.recipes()) {
            text.append(row(verdict.works(), verdict.recipe(), verdict.reason()));
        }
        if (check.recipes().isEmpty()) {
            text.append("  none that asks a model\n");
        }
    }

    private static String row(boolean yes, String what, String why) {
        return String.format(
                                "  %-4s %-36s %s",
                                yes ? "yes" : "NO", Terminal.plain(what), why == null ? "" : Terminal.plain(why))
                        .stripTrailing()
                + System.lineSeparator();
    }

    private static StringBuilder line(StringBuilder text, String name, String value) {
        return text.append(String.format("%-10s %s%n", name, Terminal.plain(String.valueOf(value))));
    }
}
