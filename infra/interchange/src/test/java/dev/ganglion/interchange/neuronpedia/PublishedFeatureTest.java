package dev.ganglion.interchange.neuronpedia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Split;
import dev.ganglion.interchange.InterchangeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PublishedFeatureTest {

    private static final String PLACE = "activations/batch-0.jsonl.gz#17";
    private static final NeuronId NEURON = new NeuronId("gpt2-small", 6, "resjb", 17);

    private final PublishedFeature features = new PublishedFeature("gpt2-small/6-res-jb");
    private final List<String> refused = new ArrayList<>();

    /** A row as their exports have it, the index as text. */
    private static String row(int index, double maximum, double binMin, double binContains) {
        return String.format(
                Locale.ROOT,
                "{\"id\":\"clx%d\",\"modelId\":\"gpt2-small\",\"layer\":\"6-res-jb\",\"index\":\"%d\",\"creatorId\":\"c\","
                        + "\"dataSource\":null,\"tokens\":[\"<|endoftext|>\",\" a%s\",\" b\"],\"maxValue\":%s,"
                        + "\"minValue\":0,\"values\":[0,%s,0],\"maxValueTokenIndex\":1,\"dfaValues\":[],"
                        + "\"dfaMaxValue\":null,\"dfaTargetIndex\":null,\"binContains\":%s,\"binMin\":%s,\"binMax\":9.5}",
                (int) (1000 * maximum),
                index,
                maximum,
                maximum,
                maximum,
                binContains,
                binMin);
    }

    private static List<String> top(int index, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> row(index, 1 + i / 10.0, -1, -1))
                .toList();
    }

    private ActivationBatch batch(List<String> lines) {
        return ActivationBatch.read(
                new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)),
                null,
                (line, sentence) -> refused.add(line + ": " + sentence));
    }

    @Test
    void theHighestAreTopOnesAndThoseOfIntervalsAreShownOnly() {
        // Given
        List<String> lines = new ArrayList<>(top(17, 25));
        IntStream.range(0, 7).forEach(i -> lines.add(row(17, 0.5 + i / 100.0, 0.5, 0.03)));
        lines.addAll(top(3, 9));

        // When
        ActivationBatch batch = batch(lines);
        NeuronActivations record = features.record(batch, NEURON, PLACE).record();

        // Then
        assertThat(batch.neurons())
                .extracting(NeuronId::key)
                .containsExactly("gpt2-small/6-resjb/3", "gpt2-small/6-resjb/17");
        List<Excerpt> top = record.excerpts().stream()
                .filter(excerpt -> excerpt.set() == ExcerptSet.TOP)
                .toList();
        assertThat(top).hasSize(20);
        assertThat(top.get(0).maximum()).isEqualTo(3.4f);
        assertThat(top.stream().filter(excerpt -> excerpt.split() == Split.VALID))
                .hasSize(5);
        assertThat(record.excerpts().stream().filter(excerpt -> excerpt.set() == ExcerptSet.QUANTILE))
                .hasSize(5)
                .allSatisfy(excerpt -> assertThat(excerpt.split()).isEqualTo(Split.NONE));
        assertThat(record.excerpts()).noneMatch(excerpt -> excerpt.set() == ExcerptSet.RANDOM);
        assertThat(record.provenance().corpus()).isEqualTo("gpt2-small/6-res-jb: " + PLACE);
        assertThat(record.statistics().maximum()).isCloseTo(3.4, within(1e-6));
    }

    @Test
    void tooFewActivationsAreOneSentence() {
        // Given
        ActivationBatch batch = batch(top(17, 7));

        // When and then
        assertThatThrownBy(() -> features.record(batch, NEURON, PLACE))
                .isInstanceOf(InterchangeException.class)
                .hasMessage("it has 7 different top activations, and 8 are needed to have two in each split");
    }

    @Test
    void aLineThatCannotBeUsedIsPassedOver() {
        // Given
        List<String> lines = new ArrayList<>(top(17, 8));
        lines.add("{\"modelId\":\"gpt2-small\"");
        lines.add(lines.get(0).replace("\"6-res-jb\"", "\"six\""));
        lines.add(lines.get(0).replace("\"17\"", "[17]"));
        lines.add(lines.get(0).replace("\"values\":[0,", "\"values\":[null,"));
        lines.add(lines.get(0).replace("\"values\":[0,", "\"values\":["));
        lines.add("");

        // When
        ActivationBatch batch = batch(lines);

        // Then
        assertThat(batch.neurons()).containsExactly(NEURON);
        assertThat(refused)
                .hasSize(5)
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("9: it ends too early"),
                        one -> assertThat(one).startsWith("10: field \"layer\""),
                        one -> assertThat(one).startsWith("11: field \"index\""),
                        one -> assertThat(one).startsWith("12: field \"values"),
                        one -> assertThat(one).isEqualTo("13: it has 3 tokens and 2 values"));
    }

    @Test
    void aBatchIsReadGzippedAndOneThatIsCutShortIsRefused() {
        // Given
        byte[] gzip = gzip(String.join("\n", top(17, 8)));

        // When
        ActivationBatch batch = ActivationBatch.read(new ByteArrayInputStream(gzip), "mine", (line, sentence) -> {});

        // Then
        assertThat(batch.neurons()).extracting(NeuronId::key).containsExactly("mine/6-resjb/17");
        assertThatThrownBy(() -> ActivationBatch.read(
                        new ByteArrayInputStream(gzip, 0, gzip.length / 2), null, (line, sentence) -> {}))
                .isInstanceOf(InterchangeException.class)
                .hasMessageContaining("cut short");
    }

    @Test
    void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
        // Given
        String line = "{\"tokens\":[\"" + "a".repeat(ActivationBatch.LONGEST_LINE);

        // When and then
        assertThatThrownBy(() -> batch(List.of(line)))
                .isInstanceOf(InterchangeException.class)
                .hasMessage("line 1 has more than 1048576 bytes");
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
