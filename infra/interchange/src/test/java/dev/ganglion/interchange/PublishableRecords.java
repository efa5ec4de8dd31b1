package dev.ganglion.interchange;

import static net.jqwik.api.Combinators.combine;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.TokenTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random records with hostile tokens, split as records are. */
public final class PublishableRecords {

    private static final List<String> RANGES = List.of("0-0.5", "0.5-0.9", "0.9-0.99", "0.99-0.999");

    private PublishableRecords() {}

    private record Piece(List<String> tokens, ActivationValues activations) {}

    /** Any that every layout can hold. */
    public static Arbitrary<NeuronActivations> any() {
        Arbitrary<Piece> pieces = Arbitraries.integers().between(2, 6).flatMap(length -> combine(
                        HostileText.tokens().list().ofSize(length),
                        Arbitraries.floats()
                                .between(-1000, 1000)
                                .array(float[].class)
                                .ofSize(length))
                .as((tokens, values) -> new Piece(Texts.wellFormed(tokens), ActivationValues.of(values))));
        Arbitrary<List<List<Piece>>> bins = pieces.list().ofMaxSize(2).list().ofSize(RANGES.size());
        Arbitrary<Statistics> statistics = combine(
                        Arbitraries.doubles().between(-10, 10),
                        Arbitraries.doubles().between(0, 10),
                        Arbitraries.doubles().injectNull(0.3),
                        Arbitraries.doubles().injectNull(0.3))
                .as((mean, variance, skewness, kurtosis) -> new Statistics(1, 1, mean, variance, skewness, kurtosis));
        return combine(
                        Arbitraries.integers().between(0, 47),
                        Arbitraries.integers().between(0, 6399),
                        pieces.list().ofMinSize(1).ofMaxSize(22),
                        bins,
                        pieces.list().ofMaxSize(17),
                        statistics)
                .as(PublishableRecords::record);
    }

    private static NeuronActivations record(
            int layer, int index, List<Piece> top, List<List<Piece>> bins, List<Piece> random, Statistics statistics) {
        Set<List<String>> seen = new HashSet<>();
        List<Excerpt> excerpts = new ArrayList<>(excerpts(seen, top, ExcerptSet.TOP, null));
        List<Excerpt> atRandom = excerpts(seen, random, ExcerptSet.RANDOM, null);
        for (int bin = 0; bin < bins.size(); bin++) {
            excerpts.addAll(excerpts(seen, bins.get(bin), ExcerptSet.QUANTILE, RANGES.get(bin)));
        }
        excerpts.addAll(atRandom);
        return new NeuronActivations(
                UUID.nameUUIDFromBytes(new byte[] {1}),
                NeuronId.mlp("gpt2-xl", layer, index),
                new Provenance("a", "b", "c", 1, 1, "d"),
                statistics,
                excerpts,
                new TokenTable(List.of(), ActivationValues.of(new float[0]), List.of(), 0));
    }

    private static List<Excerpt> excerpts(Set<List<String>> seen, List<Piece> pieces, ExcerptSet set, String range) {
        List<Piece> distinct =
                pieces.stream().filter(piece -> seen.add(piece.tokens())).toList();
        List<Excerpt> excerpts = new ArrayList<>();
        for (int i = 0; i < distinct.size(); i++) {
            Piece piece = distinct.get(i);
            excerpts.add(new Excerpt(
                    set + "/" + range + i,
                    set,
                    Splits.of(set, i, distinct.size()),
                    range,
                    piece.tokens(),
                    piece.activations()));
        }
        return excerpts;
    }
}
