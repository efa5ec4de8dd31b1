package dev.ganglion.simulator.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Split;
import dev.ganglion.simulator.judging.Batches.Judged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** No question gives away, by what is in it or in which order, which of its excerpts fire. */
class BatchesPropertiesTest {

    @Property(tries = 300)
    void everyQuestionHasBothKindsAndNoExcerptIsAskedTwice(
            @ForAll @IntRange(min = 1, max = 40) int positives,
            @ForAll @IntRange(min = 1, max = 40) int negatives,
            @ForAll @IntRange(min = 2, max = 20) int size,
            @ForAll long seed) {
        // When
        List<List<Judged>> batches = Batches.of(choice(positives, negatives), size, 25, chance(seed));

        // Then
        assertThat(batches).allSatisfy(batch -> {
            assertThat(batch).hasSizeLessThanOrEqualTo(size);
            assertThat(batch).extracting(Judged::fires).contains(true, false);
        });
        List<Judged> all = batches.stream().flatMap(List::stream).toList();
        assertThat(all).doesNotHaveDuplicates();
        int fewer = Math.min(25, Math.min(positives, negatives));
        assertThat(all.stream().filter(Judged::fires)).hasSize(Math.min(Math.min(25, positives), (size - 1) * fewer));
        assertThat(all.stream().filter(judged -> !judged.fires()))
                .hasSize(Math.min(Math.min(25, negatives), (size - 1) * fewer));
    }

    @Property(tries = 100)
    void questionsAreAboutEquallyLargeAndHaveAboutAsManyOfEachKind(
            @ForAll @IntRange(min = 5, max = 25) int positives,
            @ForAll @IntRange(min = 5, max = 25) int negatives,
            @ForAll long seed) {
        // When
        List<List<Judged>> batches = Batches.of(choice(positives, negatives), 5, 25, chance(seed));

        // Then
        int[] sizes = batches.stream().mapToInt(List::size).toArray();
        int[] firing = batches.stream()
                .mapToInt(batch -> (int) batch.stream().filter(Judged::fires).count())
                .toArray();
        assertThat(spread(sizes)).isLessThanOrEqualTo(1);
        assertThat(spread(firing)).isLessThanOrEqualTo(1);
    }

    @Property(tries = 50)
    void theOrderOfTheRecordDoesNotMatter(@ForAll long seed) {
        // Given
        Choice choice = choice(12, 15);
        List<Excerpt> positives = new ArrayList<>(choice.positives());
        List<Excerpt> negatives = new ArrayList<>(choice.negatives());
        Collections.shuffle(positives, new Random(seed));
        Collections.shuffle(negatives, new Random(seed));

        // When, then
        assertThat(Batches.of(new Choice(positives, negatives), 5, 10, chance(seed)))
                .isEqualTo(Batches.of(choice, 5, 10, chance(seed)));
    }

    @Property(tries = 20)
    void anotherSimulationAsksInAnotherOrder(@ForAll long seed) {
        assertThat(Batches.of(choice(20, 20), 5, 25, chance(seed)))
                .isNotEqualTo(Batches.of(choice(20, 20), 5, 25, chance(seed + 1)));
    }

    /** Over many simulations each place of a question holds as many positives as any other. */
    @Property(tries = 1)
    void noPlaceInAQuestionTellsWhatIsThere() {
        // Given
        int[] firing = new int[5];
        int questions = 0;

        // When
        for (int seed = 0; seed < 500; seed++) {
            for (List<Judged> batch : Batches.of(choice(20, 20), 5, 25, chance(seed))) {
                questions++;
                for (int i = 0; i < batch.size(); i++) {
                    firing[i] += batch.get(i).fires() ? 1 : 0;
                }
            }
        }

        // Then: half of 4,000, give or take four standard deviations
        assertThat(questions).isEqualTo(4_000);
        for (int count : firing) {
            assertThat(count).isBetween(2_000 - 130, 2_000 + 130);
        }
    }

    @Property(tries = 1)
    void questionsOfOneExcerptAskAboutAll() {
        // When
        List<List<Judged>> batches = Batches.of(choice(6, 30), 1, 25, chance(7));

        // Then
        assertThat(batches).hasSize(6 + 25).allMatch(batch -> batch.size() == 1);
        Set<Judged> distinct = new HashSet<>();
        batches.forEach(distinct::addAll);
        assertThat(distinct).hasSize(31);
    }

    private static int spread(int[] counts) {
        return IntStream.of(counts).max().orElse(0) - IntStream.of(counts).min().orElse(0);
    }

    private static Chance chance(long seed) {
        return new Chance(new UUID(seed, 3));
    }

    private static Choice choice(int positives, int negatives) {
        return new Choice(excerpts("1/", positives, 5), excerpts("2/", negatives, 0));
    }

    private static List<Excerpt> excerpts(String id, int count, float activation) {
        return IntStream.range(0, count)
                .mapToObj(i -> Neurons.excerpt(id + i, ExcerptSet.RANDOM, Split.TEST, 0, activation, 0))
                .toList();
    }
}
