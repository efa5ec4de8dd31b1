package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.StableHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rules of collation written down as they are read, for one neuron, with everything in memory. */
final class NaiveCollation {

    private final FakeCorpus corpus;
    private final CollationParameters parameters;
    private final int neuron;
    private final List<CollatedExcerpt> chosen = new ArrayList<>();

    private NaiveCollation(FakeCorpus corpus, CollationParameters parameters, int neuron) {
        this.corpus = corpus;
        this.parameters = parameters;
        this.neuron = neuron;
    }

    static NeuronCollation of(FakeCorpus corpus, CollationParameters parameters, int neuron) {
        NaiveCollation naive = new NaiveCollation(corpus, parameters, neuron);
        naive.chooseTop();
        naive.chooseQuantiles();
        naive.chooseRandom();
        naive.chooseHardNegatives();
        return new NeuronCollation(naive.statistics(), naive.chosen, naive.tokenTable());
    }

    private void chooseTop() {
        List<Excerpt> best = distinct(byMaximum()).stream().sorted(byMaximum()).toList();
        choose(ExcerptSet.TOP, best.subList(0, Math.min(parameters.top(), best.size())), -1);
    }

    private void chooseQuantiles() {
        List<Excerpt> sample =
                byHash("sample").stream().limit(parameters.sample()).toList();
        List<Excerpt> ascending = sample.stream().sorted(byMaximum().reversed()).toList();
        for (int bin = 0; bin < parameters.bins(); bin++) {
            double from = parameters.quantileBounds().get(bin);
            double to = parameters.quantileBounds().get(bin + 1);
            List<Excerpt> members = ascending.stream()
                    .filter(e -> (double) ascending.indexOf(e) / ascending.size() >= from)
                    .filter(e -> (double) ascending.indexOf(e) / ascending.size() < to)
                    .filter(this::isFree)
                    .sorted(hashOrder("quantile"))
                    .limit(parameters.perBin())
                    .sorted(byMaximum())
                    .toList();
            choose(ExcerptSet.QUANTILE, members, bin);
        }
    }

    private void chooseRandom() {
        List<Excerpt> free = byHash("random").stream()
                .filter(this::isFree)
                .limit(parameters.random())
                .toList();
        choose(ExcerptSet.RANDOM, free, -1);
    }

    private void chooseHardNegatives() {
        double maximum =
                chosen.stream().mapToDouble(CollatedExcerpt::maximum).max().orElseThrow();
        Map<Integer, Integer> weights = new TreeMap<>();
        for (CollatedExcerpt top : chosen) {
            if (top.set() == ExcerptSet.TOP) {
                IntStream.range(1, corpus.tokens)
                        .filter(position -> top.activation(position) >= 0.4 * maximum)
                        .map(position -> top.excerpt().token(position))
                        .distinct()
                        .forEach(token -> weights.merge(token, 1, Integer::sum));
            }
        }
        List<Excerpt> drawn = new ArrayList<>(
                byHash("sample").stream().limit(parameters.sample()).toList());
        int randomCandidates = parameters.random() + parameters.top() + parameters.bins() * parameters.perBin();
        byHash("random").stream()
                .limit(randomCandidates)
                .filter(e -> !drawn.contains(e))
                .forEach(drawn::add);
        List<Excerpt> hardest = drawn.stream()
                .filter(this::isFree)
                .filter(e -> maximum > 0 && maximum(e) < 0.3 * maximum && weight(e, weights) > 0)
                .sorted(Comparator.<Excerpt>comparingInt(e -> -weight(e, weights))
                        .thenComparing(hashOrder("hard negative")))
                .limit(parameters.hardNegatives())
                .toList();
        choose(ExcerptSet.HARD_NEGATIVE, hardest, -1);
    }

    private static int weight(Excerpt excerpt, Map<Integer, Integer> weights) {
        return Arrays.stream(excerpt.tokens())
                .skip(1)
                .distinct()
                .map(token -> weights.getOrDefault(token, 0))
                .sum();
    }

    private void choose(ExcerptSet set, List<Excerpt> excerpts, int bin) {
        for (int i = 0; i < excerpts.size(); i++) {
            Excerpt excerpt = excerpts.get(i);
            float[] row = new float[corpus.tokens];
            for (int position = 0; position < corpus.tokens; position++) {
                row[position] = corpus.activation(excerpt, position, neuron);
            }
            chosen.add(new CollatedExcerpt(excerpt, set, bin, split(set, i, excerpts.size()), row));
        }
    }

    private static Split split(ExcerptSet set, int index, int count) {
        if (set == ExcerptSet.QUANTILE || set == ExcerptSet.HARD_NEGATIVE) {
            return Split.NONE;
        }
        List<Split> turns = set == ExcerptSet.TOP
                ? List.of(Split.TRAIN, Split.CALIBRATION, Split.VALID, Split.TEST)
                : List.of(Split.CALIBRATION, Split.VALID, Split.TEST);
        boolean inRound = index / turns.size() < Math.min(5, count / turns.size());
        return inRound ? turns.get(index % turns.size()) : Split.NONE;
    }

    private boolean isFree(Excerpt excerpt) {
        return chosen.stream().noneMatch(c -> c.excerpt().fingerprint() == excerpt.fingerprint());
    }

    private TokenTable tokenTable() {
        Map<Integer, double[]> sumAndCount = new TreeMap<>();
        double[] total = new double[2];
        for (Excerpt excerpt : corpus.excerpts) {
            boolean heldOut =
                    chosen.stream().anyMatch(c -> c.excerpt().id().equals(excerpt.id()) && c.split() != Split.TRAIN);
            for (int position = 1; position < corpus.tokens && !heldOut; position++) {
                double[] token = sumAndCount.computeIfAbsent(excerpt.token(position), t -> new double[2]);
                token[0] += corpus.activation(excerpt, position, neuron);
                token[1]++;
                total[0] += corpus.activation(excerpt, position, neuron);
                total[1]++;
            }
        }
        List<TokenTable.Entry> entries = sumAndCount.entrySet().stream()
                .map(e -> new TokenTable.Entry(e.getKey(), e.getValue()[0], (long) e.getValue()[1]))
                .sorted(Comparator.<TokenTable.Entry>comparingInt(e -> nearness(e.token()))
                        .thenComparing(e -> -(float) e.mean())
                        .thenComparing(TokenTable.Entry::token))
                .limit(parameters.tokenTable())
                .toList();
        return new TokenTable(
                entries, total[1] > 0 ? total[0] / total[1] : statistics().mean(), 1, sumAndCount.size());
    }

    private int nearness(int token) {
        List<CollatedExcerpt> with = chosen.stream()
                .filter(c -> c.excerpt().tokens().length > 1)
                .filter(c -> Arrays.stream(c.excerpt().tokens()).skip(1).anyMatch(t -> t == token))
                .toList();
        return with.stream().anyMatch(c -> c.split() != Split.NONE) ? 0 : with.isEmpty() ? 2 : 1;
    }

    private NeuronStatistics statistics() {
        List<Double> values = new ArrayList<>();
        for (Excerpt excerpt : corpus.excerpts) {
            for (int position = 1; position < corpus.tokens; position++) {
                values.add((double) corpus.activation(excerpt, position, neuron));
            }
        }
        return TwoPassStatistics.of(values);
    }

    /** One excerpt for each fingerprint: the first in this order. */
    private List<Excerpt> distinct(Comparator<Excerpt> order) {
        return List.copyOf(corpus.excerpts.stream()
                .collect(Collectors.toMap(
                        Excerpt::fingerprint, e -> e, (a, b) -> order.compare(a, b) <= 0 ? a : b, TreeMap::new))
                .values());
    }

    private List<Excerpt> byHash(String purpose) {
        return distinct(Comparator.comparing(Excerpt::id)).stream()
                .sorted(hashOrder(purpose))
                .toList();
    }

    private Comparator<Excerpt> hashOrder(String purpose) {
        return Comparator.comparing(
                e -> StableHash.of(parameters.seed(), purpose, e.fingerprint()), Long::compareUnsigned);
    }

    /** Highest first, of equal ones the lowest id. */
    private Comparator<Excerpt> byMaximum() {
        return Comparator.<Excerpt>comparingDouble(e -> -maximum(e)).thenComparing(Excerpt::id);
    }

    private double maximum(Excerpt excerpt) {
        double maximum = Double.NEGATIVE_INFINITY;
        for (int position = 1; position < corpus.tokens; position++) {
            maximum = Math.max(maximum, corpus.activation(excerpt, position, neuron));
        }
        return maximum + 0.0;
    }
}
