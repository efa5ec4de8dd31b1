package dev.ganglion.cli.forgetting;

import dev.ganglion.cli.deadletters.DeadLetterText;
import dev.ganglion.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is forgotten and what stays, for people and for programs. */
final class ForgetText {

    private ForgetText() {}

    /** {@code 1,024 explanations, 1,024 scores}. */
    static String rows(Held held) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("records of neurons", held.rows().activations());
        counts.put("explanations", held.rows().explanations());
        counts.put("simulations", held.rows().simulations());
        counts.put("scores", held.rows().scores());
        counts.put("scores of judgements", held.rows().judgements());
        counts.put("texts of recipes", held.rows().recipes());
        List<String> parts = new ArrayList<>();
        counts.forEach((what, count) -> {
            if (count > 0) {
                parts.add(String.format(Locale.ROOT, "%,d %s", count, what));
            }
        });
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    /**
     * What was done, what stays, and how it comes back.
     *
     * @param behind records that the results database has not read yet; null if unknown
     * @param running whether a process of the recipe runs
     */
    static String done(Held gone, Long behind, boolean running) {
        StringBuilder text = new StringBuilder();
        line(text, "Forgot %s: %s.", gone.described(), rows(gone));
        line(
                text,
                "Its events stay on the topics %s, its dead letters on theirs, and what was asked and paid for in the ledger.",
                String.join(", ", gone.topics()));
        line(
                text,
                "It comes back if the results database is built again from the topics (infra/ganglion rebuild),"
                        + " or by a replay%s.",
                gone.isModel() ? "" : " of the recipe, which takes paid answers from the ledger");
        if (behind == null) {
            line(
                    text,
                    "How far the results database has read is not known: what it had not read yet will still arrive.");
        } else if (behind > 0) {
            line(
                    text,
                    "The results database has %,d records to read yet: what is of it among them will still arrive.",
                    behind);
        }
        if (running) {
            line(text, "It is running: what it does from now on will appear. infra/ganglion status shows it.");
        }
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(Terminal.plain(String.format(Locale.ROOT, format, values))).append('\n');
    }

    /**
     * As JSON.
     *
     * @param forgotten whether it was done
     */
    static String json(Held held, boolean forgotten, Long behind, boolean running) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", held.name());
        fields.put("kind", held.kind());
        fields.put("otherNames", held.otherNames());
        fields.put("forgotten", forgotten);
        fields.put("rows", held.rows());
        fields.put("total", held.total());
        fields.put("staysOn", held.topics());
        fields.put("recordsToRead", behind);
        fields.put("running", running);
        return DeadLetterText.write(fields);
    }
}
