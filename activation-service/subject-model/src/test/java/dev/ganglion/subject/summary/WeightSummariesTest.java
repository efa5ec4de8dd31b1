package dev.ganglion.subject.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.engine.DjlEngine;
import dev.ganglion.subject.model.Directions;
import dev.ganglion.subject.model.ModelShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightSummariesTest {

    private static final int LAYERS = 4;
    private static final int NEURONS = 31;
    private static final int TOKENS = 53;
    /** Rows without a token. */
    private static final int PADDING = 3;

    private static final int WIDTH = 7;

    /** A model of random directions. */
    private static final class RandomDirections implements Directions {

        private final Random numbers = new Random(7);
        private final float[][][] reads = random(LAYERS, NEURONS);
        private final float[][][] writes = random(LAYERS, NEURONS);
        private final float[][] embedding = random(1, TOKENS + PADDING)[0];
        private final float[][] unembedding = random(1, TOKENS + PADDING)[0];

        private float[][][] random(int count, int rows) {
            float[][][] all = new float[count][rows][WIDTH];
            for (float[][] matrix : all) {
                for (float[] row : matrix) {
                    for (int i = 0; i < row.length; i++) {
                        row[i] = (float) numbers.nextGaussian();
                    }
                }
            }
            return all;
        }

        @Override
        public ModelShape shape() {
            return new ModelShape(LAYERS, NEURONS, 16, TOKENS + PADDING);
        }

        @Override
        public NDArray reads(int layer, NDManager scope) {
            return array(reads[layer], scope);
        }

        @Override
        public NDArray writes(int layer, NDManager scope) {
            return array(writes[layer], scope);
        }

        @Override
        public NDArray embedding(NDManager scope) {
            return array(embedding, scope);
        }

        @Override
        public NDArray unembedding(NDManager scope) {
            return array(unembedding, scope);
        }

        private static NDArray array(float[][] rows, NDManager scope) {
            float[] flat = new float[rows.length * WIDTH];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(rows[i], 0, flat, i * WIDTH, WIDTH);
            }
            return scope.create(flat, new Shape(rows.length, WIDTH));
        }
    }

    private final RandomDirections model = new RandomDirections();
    private final List<String> progress = new ArrayList<>();

    private WeightSummaries summaries(Integer... layers) throws InterruptedException {
        try (NDManager memory = DjlEngine.newManager()) {
            WeightSummaries summaries = WeightSummaries.of(
                    model,
                    memory,
                    TOKENS,
                    new TreeSet<>(Set.of(layers)),
                    (done, total) -> progress.add(done + "/" + total));
            assertThat(memory.getManagedArrays()).isEmpty();
            return summaries;
        }
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (double) a[i] * b[i])
                .sum();
    }

    private static void assertRanked(Signed found, int entries, List<Integer> ids, IntToDoubleFunction weight) {
        assertRanked(found.positive(), entries, ids, weight, 1);
        assertRanked(found.negative(), entries, ids, weight, -1);
    }

    private static void assertRanked(
            Ranked found, int entries, List<Integer> ids, IntToDoubleFunction weight, int sign) {
        List<Integer> expected = ids.stream()
                .filter(id -> sign * weight.applyAsDouble(id) > 0)
                .sorted(Comparator.comparing(id -> -sign * weight.applyAsDouble(id)))
                .limit(entries)
                .toList();
        assertThat(found.ids())
                .containsExactly(expected.stream().mapToInt(id -> id).toArray());
        for (int i = 0; i < expected.size(); i++) {
            assertThat((double) found.weights()[i]).isCloseTo(weight.applyAsDouble(expected.get(i)), within(1e-5));
        }
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Test
    void tokensAndNeuronsAreThoseOfTheLargestAndSmallestProducts() throws InterruptedException {
        // When
        WeightSummaries summaries = summaries(0, 1, 2, 3);

        // Then: as plain loops in double precision find them
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                WeightSummary found = summaries.of(layer, neuron);
                float[] reads = model.reads[layer][neuron];
                float[] writes = model.writes[layer][neuron];
                assertRanked(found.inputTokens(), 20, range(0, TOKENS), token -> dot(reads, model.embedding[token]));
                assertRanked(
                        found.outputTokens(), 20, range(0, TOKENS), token -> dot(writes, model.unembedding[token]));
                assertRanked(
                        found.upstream(),
                        10,
                        range(0, layer * NEURONS),
                        id -> dot(reads, model.writes[id / NEURONS][id % NEURONS]));
                assertRanked(
                        found.downstream(),
                        10,
                        range((layer + 1) * NEURONS, LAYERS * NEURONS),
                        id -> dot(writes, model.reads[id / NEURONS][id % NEURONS]));
            }
        }
        assertThat(progress).hasSize(14).contains("1/14", "14/14");
    }

    @Test
    void someLayersAreRelatedToAllOthers() throws InterruptedException {
        // When
        WeightSummary some = summaries(1).of(1, 5);
        int products = progress.size();
        WeightSummary all = summaries(0, 1, 2, 3).of(1, 5);

        // Then
        assertThat(some).usingRecursiveComparison().isEqualTo(all);
        assertThat(products).isEqualTo(5);
        assertThat(some.upstream().positive().ids()).isNotEmpty();
        assertThat(IntStream.of(some.upstream().positive().ids())).allMatch(id -> id < NEURONS);
        assertThat(some.downstream().positive().ids()).isNotEmpty();
        assertThat(IntStream.of(some.downstream().positive().ids())).allMatch(id -> id >= 2 * NEURONS);
    }

    @Test
    void theFirstLayerHasNothingUpstream() throws InterruptedException {
        assertThat(summaries(0).of(0, 0).upstream().positive().ids()).isEmpty();
    }

    @Test
    void brokenWeightsAreRefused() {
        // Given
        model.writes[1][3][2] = Float.NaN;

        // Then
        assertThatThrownBy(() -> summaries(2))
                .isInstanceOf(ModelException.class)
                .hasMessage("The model's weights hold numbers that are not finite; they are broken.");
    }

    @Test
    void whoInterruptsEndsIt() {
        // Given
        Thread.currentThread().interrupt();

        // Then
        assertThatThrownBy(() -> summaries(0)).isInstanceOf(InterruptedException.class);
    }
}
