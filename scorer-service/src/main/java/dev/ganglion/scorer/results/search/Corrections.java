package dev.ganglion.scorer.results.search;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says which words may have been meant by one that is in no explanation. */
@ApplicationScoped
class Corrections {

    private static final int MOST = 3;
    /** Two slips make another word of a short one. */
    private static final int LONG_WORD = 6;

    private static final String KNOWN = "select word from projection.search_word where word = any ($1)";
    /** Another form of a word that is there is no error. */
    private static final String HAS_FORM = "select projection.has_form_of($1)";

    private static final String SIMILAR = "select word from projection.similar_words($1, $2)";

    private final Pool database;

    Corrections(Pool database) {
        this.database = database;
    }

    /** By unknown word, the words to look for in its place, the nearest first; a word that has none is not there. */
    Uni<Map<String, List<String>>> of(List<String> words) {
        List<String> checked = words.stream().filter(SearchWords::correctable).toList();
        if (checked.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return database.preparedQuery(KNOWN)
                .execute(Tuple.of(checked.toArray(String[]::new)))
                .map(known -> {
                    Set<String> there = new HashSet<>(texts(known));
                    return checked.stream()
                            .filter(word -> !there.contains(word))
                            .toList();
                })
                .chain(unknown -> Multi.createFrom()
                        .iterable(unknown)
                        .onItem()
                        .transformToUniAndConcatenate(word -> correction(word).map(meant -> Map.entry(word, meant)))
                        .filter(entry -> !entry.getValue().isEmpty())
                        .collect()
                        .in(LinkedHashMap::new, (all, one) -> all.put(one.getKey(), one.getValue())));
    }

    private Uni<List<String>> correction(String word) {
        return database.preparedQuery(HAS_FORM)
                .execute(Tuple.of(word))
                .chain(found -> found.iterator().next().getBoolean(0)
                        ? Uni.createFrom().item(List.of())
                        : database.preparedQuery(SIMILAR)
                                .execute(Tuple.of(word, SearchWords.slips(word).toArray(String[]::new)))
                                .map(similar -> nearest(word, texts(similar))));
    }

    private static List<String> nearest(String word, List<String> candidates) {
        int most = word.length() < LONG_WORD ? 1 : 2;
        Comparator<String> byDistance = Comparator.comparingInt(each -> SearchWords.distance(word, each));
        return candidates.stream()
                .filter(each -> SearchWords.distance(word, each) <= most)
                .sorted(byDistance.thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static List<String> texts(RowSet<Row> rows) {
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(row.getString(0)));
        return texts;
    }
}
