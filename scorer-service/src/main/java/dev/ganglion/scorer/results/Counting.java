package dev.ganglion.scorer.results;

import dev.ganglion.scorer.results.summary.CountCell;
import dev.ganglion.scorer.results.summary.ScoreCell;
import dev.ganglion.scorer.results.summary.Summaries;
import dev.ganglion.scorer.results.summary.Summary;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what there is. */
@ApplicationScoped
public class Counting {

    private final Summaries summaries;

    Counting(Summaries summaries) {
        this.summaries = summaries;
    }

    /** How much there is; of a large database, of a moment ago. */
    public Uni<Counts> of(Selection selection) {
        return summaries.now().map(summary -> counts(summary, selection));
    }

    private static Counts counts(Summary summary, Selection selection) {
        List<CountCell> records = Summary.of(selection, summary.records());
        List<ScoreCell> scores = summary.scores(selection);
        return new Counts(
                records.stream().mapToLong(CountCell::neurons).sum(),
                rows(records),
                rows(Summary.of(selection, summary.explanations())),
                rows(Summary.of(selection, summary.simulations())),
                scores.stream().mapToLong(ScoreCell::scores).sum(),
                scores.stream().mapToLong(ScoreCell::defined).sum(),
                undefined(scores),
                mean(scores),
                rows(Summary.of(selection, summary.judgements())),
                summary.deadLetters(),
                summary.at());
    }

    private static long rows(List<CountCell> cells) {
        return cells.stream().mapToLong(CountCell::rows).sum();
    }

    private static Map<String, Long> undefined(List<ScoreCell> cells) {
        Map<String, Long> reasons = new TreeMap<>();
        cells.forEach(cell -> cell.undefined().forEach((reason, count) -> reasons.merge(reason, count, Long::sum)));
        return reasons;
    }

    private static Double mean(List<ScoreCell> cells) {
        long defined = cells.stream().mapToLong(cell -> cell.values().length).sum();
        double sum = cells.stream()
                .mapToDouble(cell -> Arrays.stream(cell.values()).sum())
                .sum();
        return defined == 0 ? null : Double.valueOf(sum / defined);
    }
}
