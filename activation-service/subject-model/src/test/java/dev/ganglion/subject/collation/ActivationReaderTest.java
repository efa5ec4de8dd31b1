package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.ganglion.subject.corpus.Excerpt;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Activations are read where they are, by this computer or by the device, to the same records. */
class ActivationReaderTest {

    private static final int TOKENS = 9;
    private static final int NEURONS = 600; // more than a block

    private record Read(float[] maxima, PowerSums powers, TokenSums sums, HalfRows rows) {}

    @ParameterizedTest
    @CsvSource({"0.02, 1000000", "0.7, 40", "1, 0"})
    void bothWaysComeToTheDefinition(double wanted, int mostTokens) {
        // Given
        FakeCorpus corpus = FakeCorpus.random(new Random(5), 12, TOKENS, NEURONS, 60, 1_000, 4_000);
        CorpusScan scan = new CorpusScan(CollationParameters.defaults().withExcerptTokens(TOKENS));
        corpus.excerpts.forEach(scan::add);
        scan.finish();
        TableTokens tokens = new TableTokens(scan, mostTokens);
        RowRequests requests = requests(wanted);

        // When
        Read host = read(corpus, scan, tokens, requests, HostReader::new);
        Read device = read(corpus, scan, tokens, requests, DeviceReader::new);

        // Then: values are eighths, so that sums of few of them are exact
        assertThat(device.maxima()).isEqualTo(host.maxima());
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            StatisticsTest.assertClose(
                    device.powers().of(neuron).statistics(0), host.powers().of(neuron).statistics(0));
            assertThat(host.powers().mean(neuron)).isCloseTo(mean(corpus, neuron), within(1e-9));
            for (int slot = 0; slot < tokens.size(); slot++) {
                assertThat(host.sums().sum(slot, neuron)).isEqualTo(sum(corpus, tokens.token(slot), neuron));
                assertThat(device.sums().sum(slot, neuron))
                        .isEqualTo(host.sums().sum(slot, neuron));
            }
        }
        for (int i = 0; i < requests.size(); i++) {
            Excerpt excerpt = corpus.excerpts.get(requests.excerpt(i));
            float[] row = host.rows().get(requests.row(i));
            assertThat(device.rows().get(requests.row(i))).isEqualTo(row);
            for (int position = 0; position < TOKENS; position++) {
                assertThat(row[position]).isEqualTo(corpus.activation(excerpt, position, requests.neuron(i)));
            }
        }
    }

    private static RowRequests requests(double share) {
        Random random = new Random(3);
        RowRequests requests = new RowRequests(12);
        for (int row = 0; row < 12 * NEURONS; row++) {
            if (random.nextDouble() < share) {
                requests.add(random.nextInt(12), row);
            }
        }
        return requests;
    }

    private static Read read(
            FakeCorpus corpus,
            CorpusScan scan,
            TableTokens tokens,
            RowRequests requests,
            Function<NDArray, ActivationReader> kind) {
        Read read = new Read(
                new float[12 * NEURONS],
                new PowerSums(NEURONS),
                new TokenSums(NEURONS, tokens),
                new HalfRows(12 * NEURONS, TOKENS));
        IntStream.range(0, tokens.size()).forEach(read.sums()::occurs);
        corpus.run(corpus.excerpts, 0, activations -> {
            ActivationReader reader = kind.apply(activations);
            reader.reduce(new ExcerptBatch(corpus.excerpts, tokens), read.powers(), read.sums(), read.maxima());
            reader.copy(requests, read.rows());
        });
        read.powers().counted(scan.positions());
        return read;
    }

    private static double mean(FakeCorpus corpus, int neuron) {
        return corpus.excerpts.stream()
                .flatMapToDouble(excerpt -> IntStream.range(1, TOKENS)
                        .mapToDouble(position -> corpus.activation(excerpt, position, neuron)))
                .average()
                .orElseThrow();
    }

    private static double sum(FakeCorpus corpus, int token, int neuron) {
        return corpus.excerpts.stream()
                .flatMapToDouble(excerpt -> IntStream.range(1, TOKENS)
                        .filter(position -> excerpt.token(position) == token)
                        .mapToDouble(position -> corpus.activation(excerpt, position, neuron)))
                .sum();
    }
}
