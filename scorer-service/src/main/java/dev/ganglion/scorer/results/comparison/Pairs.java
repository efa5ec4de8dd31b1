package dev.ganglion.scorer.results.comparison;

import dev.ganglion.events.NeuronId;
import dev.ganglion.scorer.results.comparison.Comparison.Moved;
import dev.ganglion.scorer.results.comparison.Comparison.Point;
import dev.ganglion.scorer.results.comparison.Comparison.Scored;
import java.util.List;

/**
 * What the database says of all pairs, as it answers.
 *
 * @param sums of each layer, by layer and site, and of all layers
 * @param sample some of those with a difference, always the same
 * @param gained those with the greatest differences above 0
 * @param lost those with the smallest differences below 0
 */
record Pairs(List<PairSums> sums, List<Sampled> sample, List<Pair> gained, List<Pair> lost) {

    private static final PairSums NONE = new PairSums(null, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, null, null, null);

    Pairs {
        sums = sums == null ? List.of() : sums;
        sample = sample == null ? List.of() : sample;
        gained = gained == null ? List.of() : gained;
        lost = lost == null ? List.of() : lost;
    }

    /** One pair. */
    record Pair(
            int layer,
            String site,
            int index,
            double difference,
            double scoreA,
            double scoreB,
            String explanationA,
            String explanationB,
            String textA,
            String textB) {}

    /** The two scores of one neuron. */
    record Sampled(int layer, String site, int index, double a, double b) {}

    PairSums all() {
        return sums.stream().filter(each -> each.layer() == null).findFirst().orElse(NONE);
    }

    List<PairSums> layers() {
        return sums.stream().filter(each -> each.layer() != null).toList();
    }

    List<Point> points(String model) {
        return sample.stream()
                .map(each ->
                        new Point(new NeuronId(model, each.layer(), each.site(), each.index()), each.a(), each.b()))
                .toList();
    }

    List<Moved> moved(List<Pair> pairs, String model) {
        return pairs.stream()
                .map(pair -> new Moved(
                        new NeuronId(model, pair.layer(), pair.site(), pair.index()),
                        pair.difference(),
                        new Scored(pair.scoreA(), pair.explanationA(), pair.textA()),
                        new Scored(pair.scoreB(), pair.explanationB(), pair.textB())))
                .toList();
    }
}
