package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.results.DeadLetter;
import dev.ganglion.scorer.results.DeadLetterFilter.State;
import dev.ganglion.scorer.results.Page;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The list of what could not be processed.
 *
 * @param states the ways to narrow the list
 * @param open whether it has open ones alone
 * @param next address of the next page, or null
 */
record DeadLettersPage(List<Row> rows, List<Shown> states, boolean open, String next) {

    private static final int LONGEST = 300;

    /** One of the states that can be asked for, and whether it is shown. */
    record Shown(String link, String label, boolean chosen) {}

    /**
     * @param state {@code open} or what was decided
     * @param decided when and by which replay, or empty
     */
    record Row(
            String reason,
            String key,
            String from,
            String by,
            String attempt,
            String at,
            String place,
            String state,
            String decided) {}

    static DeadLettersPage of(Page<DeadLetter> letters, State state) {
        return new DeadLettersPage(
                letters.items().stream().map(DeadLettersPage::row).toList(),
                Stream.of(State.values())
                        .map(each -> new Shown(link(each).toString(), name(each), each == state))
                        .toList(),
                state == State.OPEN,
                letters.next() == null
                        ? null
                        : link(state).with("after", letters.next()).toString());
    }

    /** Of the page. */
    public String title() {
        return "Dead letters";
    }

    private static Link link(State state) {
        return Link.to("/dead-letters").with("state", state == State.OPEN ? null : name(state));
    }

    private static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static Row row(DeadLetter letter) {
        return new Row(
                text(letter.reason()),
                text(letter.key()),
                letter.from().topic() == null
                        ? ""
                        : place(
                                letter.from().topic(),
                                letter.from().partition(),
                                letter.from().offset()),
                (text(letter.group()) + " " + text(letter.recipe())).strip(),
                letter.attempt() == null ? "" : letter.attempt().toString(),
                letter.at() == null
                        ? ""
                        : letter.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                place(letter.topic(), letter.partition(), letter.offset()),
                letter.state(),
                letter.decision() == null ? "" : decided(letter.decision()));
    }

    private static String decided(DeadLetter.Decision decision) {
        return text(decision.at()) + (decision.replay() == null ? "" : " by " + text(decision.replay()));
    }

    private static String place(String topic, Integer partition, Long offset) {
        return text(topic) + " " + partition + "/" + offset;
    }

    private static String text(String text) {
        return text == null ? "" : ShownText.prose(text, LONGEST);
    }
}
