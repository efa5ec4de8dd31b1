package dev.ganglion.benchmarks.activation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.subject.collation.ActivationSource;
import dev.ganglion.subject.collation.CollationMemory;
import dev.ganglion.subject.collation.CollationParameters;
import dev.ganglion.subject.collation.CollationProgress;
import dev.ganglion.subject.collation.CollationRun;
import dev.ganglion.subject.collation.NeuronCollation;
import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.engine.DjlEngine;
import dev.ganglion.subject.model.SubjectModel;
import dev.ganglion.subject.model.SubjectModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Collates every neuron of one model, in a process of its own, so that its memory is known; prints what it measured as one
 * JSON object. Plain matrix products run before, in between and after, and their time is not the collation's: whatever else
 * the machine does, both see of it.
 */
final class MeasuredCollation {

    private static final CollationParameters PARAMETERS = CollationParameters.defaults();
    private static final int TOKENS = PARAMETERS.excerptTokens();
    /** As the service's default has it. */
    private static final int BATCH = 1024 / TOKENS;
    /** Between two measurements of the matrix product. */
    private static final double SEGMENT_SECONDS = 4;

    private static final int PRODUCTS = 8;
    /** Of so many records one is written, for its size. */
    private static final int WRITTEN = 64;

    private final Size size;
    private final int excerpts;
    private final MatrixProduct product;
    private final List<Effort> perFlop = new ArrayList<>();

    private final Effort[] phases = new Effort[CollationProgress.Phase.values().length];
    private Effort collating = Effort.NONE;
    private Effort atMatrixSpeed = Effort.NONE;
    private Effort lap;
    private double flops;
    private double flopsBefore;
    private Effort segment = Effort.NONE;
    private long records;
    private long written;

    private MeasuredCollation(Size size, int excerpts, MatrixProduct product) {
        this.size = size;
        this.excerpts = excerpts;
        this.product = product;
    }

    /** Arguments: the model's size, its directory, how many excerpts. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DjlEngine.stayOffline();
        Size size = Size.of(arguments[0]).orElseThrow();
        int excerpts = Integer.parseInt(arguments[2]);
        try (SubjectModel model = SubjectModels.load(Path.of(arguments[1]));
                MatrixProduct product = new MatrixProduct()) {
            if (size != Size.GPT2_XL) {
                // The JVM compiles what runs often; a recording takes hours, and hardly sees that.
                new MeasuredCollation(size, 10 * BATCH, product).run(model);
            }
            MeasuredCollation measured = new MeasuredCollation(size, excerpts, product);
            measured.run(model);
            System.out.println(new JsonMapper().writeValueAsString(measured.result()));
        }
    }

    private void run(SubjectModel model) throws InterruptedException {
        measureProduct();
        EncodedRecords encoded = new EncodedRecords(model.tokenizer());
        lap = Effort.now();
        new CollationRun(
                        PARAMETERS,
                        new RandomText(excerpts, TOKENS, size.vocabulary()),
                        source(model),
                        IntStream.range(0, size.layers())
                                .boxed()
                                .collect(Collectors.toCollection(java.util.TreeSet::new)),
                        size.neurons(),
                        BATCH,
                        new CollationMemory(collationBytes()),
                        this::at)
                .run((layer, neuron, collation) -> take(layer, neuron, collation, encoded));
        endSegment();
        written = encoded.bytes() / Math.max(1, (records + WRITTEN - 1) / WRITTEN);
    }

    /** The service's half of the heap; a little less than all where that is what the machine must hold. */
    private static long collationBytes() {
        long heap = Runtime.getRuntime().maxMemory();
        return Long.getLong("collation.memory", heap / 2);
    }

    private ActivationSource source(SubjectModel model) {
        return (batch, layers, consumer) -> {
            int[][] tokens = batch.stream().map(Excerpt::tokens).toArray(int[][]::new);
            model.run(tokens, layers, (layer, activations) -> {
                Effort start = Effort.now();
                consumer.layer(layer, activations);
                collating = collating.plus(Effort.now().since(start));
            });
            flops += batch.size() * Size.flops(size.width(), deepest(layers) + 1, TOKENS);
        };
    }

    private static int deepest(Set<Integer> layers) {
        return layers.stream().mapToInt(layer -> layer).max().orElseThrow();
    }

    private void take(int layer, int neuron, NeuronCollation collation, EncodedRecords encoded) {
        if (records++ % WRITTEN == 0) {
            Effort start = Effort.now();
            encoded.add(layer, neuron, collation);
            lap = lap.plus(Effort.now().since(start));
        }
    }

    private void at(CollationProgress.Phase phase, long done, long total) {
        if (phase == CollationProgress.Phase.COLLATE && done % 256 != 0 && done != total) {
            return;
        }
        Effort now = Effort.now();
        Effort passed = now.since(lap);
        lap = now;
        // Excerpts are chosen before the first of them runs once more.
        boolean chosen = phase == CollationProgress.Phase.COMPLETE && done == 0;
        int counted = (chosen ? CollationProgress.Phase.COLLATE : phase).ordinal();
        phases[counted] = passed.plus(phases[counted] == null ? Effort.NONE : phases[counted]);
        segment = segment.plus(passed);
        if (segment.seconds() > SEGMENT_SECONDS) {
            endSegment();
            lap = Effort.now();
            System.err.printf(
                    Locale.ROOT,
                    "%s: %s %,d%s%n",
                    size.title(),
                    phase,
                    done,
                    total < 0 ? "" : String.format(" of %,d", total));
        }
    }

    private void endSegment() {
        Effort before = perFlop.get(perFlop.size() - 1);
        measureProduct();
        Effort after = perFlop.get(perFlop.size() - 1);
        double done = (flops - flopsBefore) / 2;
        flopsBefore = flops;
        atMatrixSpeed = atMatrixSpeed.plus(new Effort(
                done * (before.seconds() + after.seconds()), done * (before.cpuSeconds() + after.cpuSeconds())));
        segment = Effort.NONE;
    }

    private void measureProduct() {
        perFlop.add(product.perFlop(PRODUCTS));
    }

    private Measurement result() throws IOException {
        Effort model = phase(CollationProgress.Phase.RECORD).plus(phase(CollationProgress.Phase.COMPLETE));
        Effort handingOn = phase(CollationProgress.Phase.COLLATE);
        Effort all = model.plus(handingOn);
        Effort collation = collating.plus(handingOn);
        return new Measurement(
                size.title(),
                (long) excerpts * TOKENS,
                (double) excerpts * TOKENS / all.seconds(),
                flops / all.seconds() / 1e9,
                flops / atMatrixSpeed.seconds() / 1e9,
                atMatrixSpeed.seconds() / all.seconds(),
                collation.seconds() / all.seconds(),
                atMatrixSpeed.cpuSeconds() / all.cpuSeconds(),
                collation.cpuSeconds() / all.cpuSeconds(),
                peakResidentMb(),
                (Float.BYTES * size.weights()) >> 20,
                all.seconds(),
                phase(CollationProgress.Phase.RECORD).seconds(),
                phase(CollationProgress.Phase.COMPLETE).seconds(),
                handingOn.seconds(),
                records,
                written);
    }

    private Effort phase(CollationProgress.Phase phase) {
        return phases[phase.ordinal()] == null ? Effort.NONE : phases[phase.ordinal()];
    }

    /** The most physical memory this process has had, or -1 where there is no /proc. */
    private static long peakResidentMb() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }
}
