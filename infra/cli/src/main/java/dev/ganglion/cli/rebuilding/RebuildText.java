package dev.ganglion.cli.rebuilding;

import dev.ganglion.cli.deadletters.DeadLetterText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a rebuild has done, for people and for programs. */
final class RebuildText {

    private RebuildText() {}

    /** A line for each table, and one for all. */
    static String tables(Content content) {
        StringBuilder text = new StringBuilder();
        content.tables()
                .forEach((name, table) -> text.append(
                        String.format(Locale.ROOT, "%-24s %,14d rows  %s%n", name, table.rows(), table.checksum())));
        return text + String.format(Locale.ROOT, "%-24s %,14d rows  %s", "all", content.rows(), content.checksum());
    }

    /**
     * How it ended.
     *
     * @param waiting records that had not been read when the checksum before was taken
     * @param arrived records that came meanwhile
     */
    static String done(Content before, Content after, long waiting, long arrived, String took) {
        if (before.checksum().equals(after.checksum())) {
            return String.format(
                    Locale.ROOT,
                    "Rebuilt in %s: %,d rows, and the checksum is the same, %s.",
                    took,
                    after.rows(),
                    after.checksum());
        }
        String why = waiting > 0 || arrived > 0
                ? String.format(
                        Locale.ROOT,
                        "That is no wonder: %,d records had not been read before, and %,d came meanwhile.",
                        waiting,
                        arrived)
                : "What was forgotten is back; if nothing was, the tables held something that is not on the topics.";
        return String.format(
                Locale.ROOT,
                "Rebuilt in %s: %,d rows, %,d before. The checksum was %s and is %s. %s%n%n%s",
                took,
                after.rows(),
                before.rows(),
                before.checksum(),
                after.checksum(),
                why,
                tables(after));
    }

    /** As JSON. */
    static String json(Content before, Content after, long waiting, long arrived) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("identical", before.checksum().equals(after.checksum()));
        fields.put("before", before);
        fields.put("after", after);
        fields.put("recordsNotReadBefore", waiting);
        fields.put("recordsArrived", arrived);
        return DeadLetterText.write(fields);
    }
}
