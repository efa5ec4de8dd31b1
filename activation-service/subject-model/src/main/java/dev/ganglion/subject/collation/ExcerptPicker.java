package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.StableHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Chooses the excerpts of a neuron's record: after the top ones those of the quantile bins, then random ones, and none
 * that is near-identical to one already chosen. For one thread.
 */
final class ExcerptPicker {

    private final CollationParameters parameters;
    private final List<Excerpt> sample;
    private final List<Excerpt> randomCandidates;
    /** The sample's places in the order in which bins take them. */
    private final int[] byHash; // [sample]

    private final int[] binOfRank; // [sample], rank 0 is the lowest; -1 for no bin
    private final long[] keys; // [sample]
    private final int[] ranks; // [sample]

    ExcerptPicker(CorpusScan scan) {
        parameters = scan.parameters();
        sample = scan.sample();
        randomCandidates = scan.randomCandidates();
        byHash = IntStream.range(0, sample.size())
                .boxed()
                .sorted(Comparator.comparing(this::binHash, Long::compareUnsigned))
                .mapToInt(i -> i)
                .toArray();
        binOfRank = IntStream.range(0, sample.size())
                .map(rank -> bin((double) rank / sample.size()))
                .toArray();
        keys = new long[sample.size()];
        ranks = new int[sample.size()];
    }

    /**
     * All excerpts of a neuron's record, in its order.
     *
     * @param sampleMaxima the maximum of the neuron on each excerpt of the sample [sample][neurons]
     */
    List<Pick> pick(int neuron, TopExcerpts top, float[][] sampleMaxima) {
        List<Pick> picks = new ArrayList<>(top.picks());
        Set<Long> taken = new HashSet<>();
        for (Pick pick : picks) {
            taken.add(pick.excerpt().fingerprint());
        }
        rank(neuron, sampleMaxima);
        pickFromBins(neuron, picks, taken);
        pickAtRandom(neuron, picks, taken);
        return picks;
    }

    /** Ranks the sample by maximum; of equal ones the lower id is the higher. */
    private void rank(int neuron, float[][] sampleMaxima) {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) SortableFloat.ascending(sampleMaxima[i][neuron]) << 32) | (keys.length - i);
        }
        Arrays.sort(keys);
        for (int rank = 0; rank < keys.length; rank++) {
            ranks[keys.length - (int) keys[rank]] = rank;
        }
    }

    private void pickFromBins(int neuron, List<Pick> picks, Set<Long> taken) {
        List<Integer> chosen = new ArrayList<>();
        int[] room = new int[parameters.bins()];
        Arrays.fill(room, parameters.perBin());
        int left = room.length * parameters.perBin();
        for (int i = 0; i < byHash.length && left > 0; i++) {
            int place = byHash[i];
            int bin = binOfRank[ranks[place]];
            if (bin >= 0 && room[bin] > 0 && taken.add(sample.get(place).fingerprint())) {
                room[bin]--;
                left--;
                chosen.add(place);
            }
        }
        chosen.sort(Comparator.<Integer>comparingInt(place -> binOfRank[ranks[place]])
                .thenComparing(place -> -ranks[place]));
        for (int place : chosen) {
            picks.add(new Pick(neuron, sample.get(place), ExcerptSet.QUANTILE, binOfRank[ranks[place]], null));
        }
    }

    private void pickAtRandom(int neuron, List<Pick> picks, Set<Long> taken) {
        int left = parameters.random();
        for (int i = 0; i < randomCandidates.size() && left > 0; i++) {
            Excerpt candidate = randomCandidates.get(i);
            if (taken.add(candidate.fingerprint())) {
                picks.add(new Pick(neuron, candidate, ExcerptSet.RANDOM, -1, null));
                left--;
            }
        }
    }

    private long binHash(int place) {
        return StableHash.of(parameters.seed(), "quantile", sample.get(place).fingerprint());
    }

    private int bin(double quantile) {
        List<Double> bounds = parameters.quantileBounds();
        for (int bin = 0; bin < parameters.bins(); bin++) {
            if (quantile >= bounds.get(bin) && quantile < bounds.get(bin + 1)) {
                return bin;
            }
        }
        return -1;
    }
}
