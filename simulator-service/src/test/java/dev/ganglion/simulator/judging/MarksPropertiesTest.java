package dev.ganglion.simulator.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Split;
import dev.ganglion.simulator.judging.Batches.Judged;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Marks of silent excerpts look like those of firing ones, and never like each other. */
class MarksPropertiesTest {

    private static final int TOKENS = 64;
    private static final Thresholds THRESHOLDS = Thresholds.of(10, Neurons.parameters(5, false));

    @Property(tries = 50)
    void anExcerptThatFiresIsMarkedWhereItFires(@ForAll long seed) {
        // Given
        List<Excerpt> positives = positives(seed);
        Marks marks = new Marks(THRESHOLDS, positives, chance(seed));

        // When, then
        for (Excerpt excerpt : positives) {
            BitSet marked = marks.of(new Judged(excerpt, true));
            for (int i = 0; i < TOKENS; i++) {
                assertThat(marked.get(i))
                        .isEqualTo(i > 0 && excerpt.activations().get(i) >= 1);
            }
        }
    }

    @Property(tries = 50)
    void aSilentExcerptHasTheMarksOfSomeFiringOneMovedOn(@ForAll long seed) {
        // Given
        List<Excerpt> positives = positives(seed);
        Marks marks = new Marks(THRESHOLDS, positives, chance(seed));
        List<List<Integer>> known = positives.stream()
                .map(excerpt -> gaps(marks.of(new Judged(excerpt, true))))
                .toList();

        // When, then
        for (int i = 0; i < 25; i++) {
            BitSet marked = marks.of(new Judged(negative(i, TOKENS), false));
            assertThat(marked.get(0)).isFalse();
            assertThat(marked.length()).isLessThanOrEqualTo(TOKENS);
            assertThat(known).anyMatch(gaps -> isRotation(gaps, gaps(marked)));
        }
    }

    /** What gave them away elsewhere: a seed set anew for each excerpt marked the same positions in all. */
    @Property(tries = 20)
    void positionsVaryFromOneSilentExcerptToTheNext(@ForAll long seed) {
        // Given
        Marks marks = new Marks(THRESHOLDS, positives(seed), chance(seed));
        BitSet all = null;
        Map<BitSet, Integer> seen = new HashMap<>();

        // When
        for (int i = 0; i < 25; i++) {
            BitSet marked = marks.of(new Judged(negative(i, TOKENS), false));
            seen.merge(marked, 1, Integer::sum);
            all = all == null ? (BitSet) marked.clone() : all;
            all.and(marked);
        }

        // Then
        assertThat(all.isEmpty()).as("a position that all of them mark").isTrue();
        assertThat(seen).hasSizeGreaterThan(15);
    }

    @Property(tries = 1)
    void overManyExcerptsEveryPositionIsMarkedAsOften() {
        // Given
        int[] marked = new int[TOKENS];
        int excerpts = 4_000;
        int total = 0;

        // When
        Marks marks = new Marks(THRESHOLDS, positives(3), chance(3));
        for (int i = 0; i < excerpts; i++) {
            BitSet positions = marks.of(new Judged(negative(i, TOKENS), false));
            total += positions.cardinality();
            positions.stream().forEach(position -> marked[position]++);
        }

        // Then
        double expected = total / (TOKENS - 1.0);
        assertThat(marked[0]).isZero();
        for (int position = 1; position < TOKENS; position++) {
            assertThat((double) marked[position]).isBetween(expected * 0.6, expected * 1.4);
        }
    }

    @Property(tries = 100)
    void evenAShortExcerptHasAMark(@ForAll long seed) {
        // Given
        Marks marks = new Marks(THRESHOLDS, positives(seed), chance(seed));

        // When, then
        for (int tokens = 2; tokens < 12; tokens++) {
            BitSet marked = marks.of(new Judged(negative(tokens, tokens), false));
            assertThat(marked.isEmpty()).isFalse();
            assertThat(marked.get(0)).isFalse();
            assertThat(marked.length()).isLessThanOrEqualTo(tokens);
        }
    }

    private static Chance chance(long seed) {
        return new Chance(new UUID(seed, 4));
    }

    /** From each mark to the next, around the end. */
    private static List<Integer> gaps(BitSet marks) {
        List<Integer> positions = marks.stream().boxed().toList();
        List<Integer> gaps = new ArrayList<>();
        for (int i = 0; i < positions.size(); i++) {
            int next = positions.get((i + 1) % positions.size());
            gaps.add(Math.floorMod(next - positions.get(i), TOKENS - 1));
        }
        return gaps;
    }

    private static boolean isRotation(List<Integer> one, List<Integer> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int by = 0; by < one.size(); by++) {
            List<Integer> rotated = new ArrayList<>(one.subList(by, one.size()));
            rotated.addAll(one.subList(0, by));
            if (rotated.equals(other)) {
                return true;
            }
        }
        return false;
    }

    private static List<Excerpt> positives(long seed) {
        Random random = new Random(seed);
        List<Excerpt> positives = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            float[] activations = new float[TOKENS];
            activations[0] = 10;
            int runs = 1 + random.nextInt(3);
            for (int run = 0; run < runs; run++) {
                int from = 1 + random.nextInt(TOKENS - 4);
                for (int j = 0; j <= random.nextInt(3); j++) {
                    activations[from + j] = 1 + random.nextFloat() * 9;
                }
            }
            positives.add(Neurons.excerpt("1/" + i, ExcerptSet.TOP, Split.VALID, activations));
        }
        return positives;
    }

    private static Excerpt negative(int i, int tokens) {
        return Neurons.excerpt("2/" + i, ExcerptSet.RANDOM, Split.TEST, new float[tokens]);
    }
}
