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
 * Chooses the drawn excerpts that a neuron's record may show: those of the quantile bins, then random ones. Where the top
 * excerpts of the whole corpus are known these are the ones that it does show, none of them near-identical to a top one.
 * Where they are not, since other shards may have better ones, there are so many more that enough are left whichever of
 * them turn out to be taken. For one thread.
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
     * Those that the record shows, in the order in which they are taken.
     *
     * @param top those of the whole corpus
     * @param sampleMaxima the maximum of the neuron on each excerpt of the sample [sample][neurons]
     */
    List<DrawnExcerpt> pick(int neuron, TopExcerpts top, float[][] sampleMaxima) {
        rank(neuron, sampleMaxima);
        Set<Long> taken = new HashSet<>(top.fingerprints());
        List<DrawnExcerpt> picks = new ArrayList<>();
        pickFromBins(new Room(taken, parameters.bins(), parameters.perBin()), picks);
        pickAtRandom(new Room(taken, 1, parameters.random()), picks);
        return picks;
    }

    /** Those that the record may show, whatever its top excerpts are, in the order in which they are taken. */
    List<DrawnExcerpt> candidates(int neuron, float[][] sampleMaxima) {
        rank(neuron, sampleMaxima);
        List<DrawnExcerpt> candidates = new ArrayList<>();
        int perBin = Math.addExact(parameters.perBin(), parameters.top());
        pickFromBins(new Room(new HashSet<>(), parameters.bins(), parameters.perBin() == 0 ? 0 : perBin), candidates);
        pickAtRandom(new Room(new HashSet<>(), 1, parameters.randomCandidates()), candidates);
        return candidates;
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

    private void pickFromBins(Room room, List<DrawnExcerpt> picks) {
        for (int i = 0; i < byHash.length && !room.isFull(); i++) {
            int place = byHash[i];
            int rank = ranks[place];
            int bin = binOfRank[rank];
            if (bin >= 0 && room.take(bin, sample.get(place).fingerprint())) {
                picks.add(new DrawnExcerpt(ExcerptSet.QUANTILE, place, bin, rank, null));
            }
        }
    }

    private void pickAtRandom(Room room, List<DrawnExcerpt> picks) {
        for (int place = 0; place < randomCandidates.size() && !room.isFull(); place++) {
            if (room.take(0, randomCandidates.get(place).fingerprint())) {
                picks.add(new DrawnExcerpt(ExcerptSet.RANDOM, place, -1, -1, null));
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
