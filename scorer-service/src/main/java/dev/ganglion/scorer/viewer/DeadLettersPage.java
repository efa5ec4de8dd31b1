package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.results.DeadLetter;
import dev.ganglion.scorer.results.Page;
import java.util.List;

/**
 * The list of what could not be processed.
 *
 * @param next address of the next page, or null
 */
record DeadLettersPage(List<Row> rows, String next) {

    private static final int LONGEST = 300;

    record Row(String reason, String key, String from, String by, String attempt, String place) {}

    static DeadLettersPage of(Page<DeadLetter> letters) {
        return new DeadLettersPage(
                letters.items().stream().map(DeadLettersPage::row).toList(),
                letters.next() == null
                        ? null
                        : Link.to("/dead-letters").with("after", letters.next()).toString());
    }

    private static Row row(DeadLetter letter) {
        return new Row(
                text(letter.reason()),
                text(letter.key()),
                letter.from().topic() == null
                        ? ""
                        : place(
                                letter.from().topic(),
                                letter.from().partition(),
                                letter.from().offset()),
                text(letter.recipe() == null ? letter.group() : letter.group() + " " + letter.recipe()),
                letter.attempt() == null ? "" : letter.attempt().toString(),
                place(letter.topic(), letter.partition(), letter.offset()));
    }

    private static String place(String topic, Integer partition, Long offset) {
        return text(topic) + " " + partition + "/" + offset;
    }

    private static String text(String text) {
        return text == null ? "" : ShownText.prose(text, LONGEST);
    }
}
