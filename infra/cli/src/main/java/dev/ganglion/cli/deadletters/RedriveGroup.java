package dev.ganglion.cli.deadletters;

import dev.ganglion.cli.replay.ReplayCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Dead letters of one service and recipe, which one replay can try again.
 *
 * @param service {@code explainer} and the like
 * @param recipe {@code name@digest8}; null where none was involved
 * @param selected options of the jar's {@code replay} command that choose them
 */
record RedriveGroup(String service, String recipe, List<DeadLetter> letters, List<String> selected) {

    private static final String PROJECTION = "projection";

    /** By service and recipe, in this order. */
    static List<RedriveGroup> of(List<DeadLetter> letters, DeadLetterFilter filter) {
        Map<List<Object>, List<DeadLetter>> groups = new LinkedHashMap<>();
        letters.stream()
                .sorted(Comparator.comparing(DeadLetter::service)
                        .thenComparing(letter -> Objects.requireNonNullElse(letter.recipe(), "")))
                .forEach(letter -> groups.computeIfAbsent(
                                Arrays.asList(letter.service(), letter.recipe(), isProjections(letter)),
                                key -> new ArrayList<>())
                        .add(letter));
        return groups.values().stream()
                .map(group -> of(group, selected(filter)))
                .toList();
    }

    /** One alone. */
    static RedriveGroup of(DeadLetter letter) {
        return of(List.of(letter), List.of("--dead-letters", "--record", letter.partition() + "@" + letter.offset()));
    }

    private static RedriveGroup of(List<DeadLetter> letters, List<String> selected) {
        DeadLetter first = letters.get(0);
        return new RedriveGroup(first.service(), first.recipe(), List.copyOf(letters), selected);
    }

    private static List<String> selected(DeadLetterFilter filter) {
        List<String> selected = new ArrayList<>(List.of("--dead-letters"));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("--reason", filter.reason());
        values.put("--since", filter.since());
        values.put("--until", filter.until());
        values.put("--key", filter.key());
        values.forEach((option, value) -> {
            if (value != null) {
                selected.add(option);
                selected.add(value.toString());
            }
        });
        return List.copyOf(selected);
    }

    /** Why no replay can try them; null if one can. */
    String obstacle() {
        if (!letters.get(0).canBeRedriven()) {
            return "requests are not replayed: ask again with infra/ganglion activate";
        }
        if (isProjections(letters.get(0))) {
            return "they are the results database's own, which reads its topics anew and has no replay";
        }
        return recipe == null && !service.equals("scorer") ? "the dead letters do not say which recipe failed" : null;
    }

    /** The scorer-service reads for two groups, and has one topic for what fails. */
    private static boolean isProjections(DeadLetter letter) {
        return PROJECTION.equals(letter.group());
    }

    ReplayCommand.Service replayed() {
        return ReplayCommand.Service.valueOf(service.toUpperCase(Locale.ROOT));
    }
}
