package dev.ganglion.benchmarks.chain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured.
 *
 * @param bytesOnDisk of each topic on the broker's disk, after the run
 */
record ChainReport(
        WholeChain chain,
        List<StageAlone> stages,
        PlainBroker broker,
        CheckedAnswers answers,
        Map<String, Long> bytesOnDisk) {

    /** Above this share of the machine's cores, nothing but a processor is waited for. */
    private static final double ALL_BUSY = 0.85;

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("neurons", chain.neurons());
        json.put("neuronsPerSecond", chain.neuronsPerSecond());
        json.put("warmNeuronsPerSecond", chain.warmNeuronsPerSecond());
        json.put("seconds", chain.seconds());
        json.put("cpuSecondsPerThousand", perThousand());
        json.put("coresBusy", chain.coresBusy());
        json.put("cores", cores());
        json.put("boundBy", bound());
        json.put("peakMb", chain.peakMb());
        json.put("totalPeakMb", chain.totalPeakMb());
        json.put("stages", stages.stream().map(StageAlone::json).toList());
        Map<String, Object> topics = new LinkedHashMap<>();
        bytesOnDisk.forEach((topic, bytes) -> topics.put(
                topic,
                Map.of(
                        "bytesPerNeuron",
                        broker.bytesPerNeuron().get(topic),
                        "bytesPerNeuronOnDisk",
                        bytes / chain.neurons())));
        json.put("topics", topics);
        json.put("databaseBytesPerNeuron", answers.databaseBytes() / chain.neurons());
        json.put("broker", broker.json());
        json.put("ratioToBroker", ratioToBroker());
        json.put("checked", answers.json());
        return json;
    }

    /** 1 would be a chain that does nothing but write its records and read each once. */
    private double ratioToBroker() {
        return chain.neuronsPerSecond() / broker.neuronsPerSecond();
    }

    private Map<String, Double> perThousand() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        chain.cpuSeconds().forEach((title, used) -> seconds.put(title, used / chain.neurons() * 1000));
        seconds.put("total", chain.totalCpuSeconds() / chain.neurons() * 1000);
        return seconds;
    }

    private String bound() {
        Map.Entry<String, Double> most = chain.cpuSeconds().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow();
        double busy = chain.coresBusy();
        return String.format(
                Locale.ROOT,
                busy > ALL_BUSY * cores()
                        ? "processor time: %.1f of %d cores are busy, and %.0f %% of that is %s"
                        : "waiting, or others on this machine: the chain keeps %.1f of %d cores busy, %.0f %% of that is %s",
                busy,
                cores(),
                100 * most.getValue() / chain.totalCpuSeconds(),
                most.getKey());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "neurons a second",
                "%.0f end to end: %,d neurons in %.0f s, the start of the services with it",
                chain.neuronsPerSecond(),
                chain.neurons(),
                chain.seconds());
        line(text, "", "%.0f when warm", chain.warmNeuronsPerSecond());
        line(text, "bound by", "%s", bound());
        perThousand()
                .forEach((title, seconds) -> line(
                        text,
                        title.equals("total") ? "in total" : title,
                        "%.2f s of processor time for 1,000 neurons%s",
                        seconds,
                        title.equals("total")
                                ? String.format(Locale.ROOT, ", %,d MiB at most", chain.totalPeakMb())
                                : String.format(
                                        Locale.ROOT,
                                        ", %,d MiB at most",
                                        chain.peakMb().get(title))));
        for (StageAlone stage : stages) {
            line(
                    text,
                    stage.stage() + " alone",
                    "%.0f neurons a second, %.2f s of processor time for 1,000",
                    stage.neuronsPerSecond(),
                    stage.cpuSecondsPerThousand().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum());
        }
        bytesOnDisk.forEach((topic, bytes) -> line(
                text,
                topic,
                "%,d bytes for a neuron, %,d of them on disk",
                broker.bytesPerNeuron().get(topic),
                bytes / chain.neurons()));
        line(text, "database", "%,d bytes for a neuron", answers.databaseBytes() / chain.neurons());
        line(
                text,
                "plain broker",
                "%.0f neurons' records a second: %.0f/s written, then %.0f/s read; the chain is at %.2f of it",
                broker.neuronsPerSecond(),
                broker.neurons() / broker.produceSeconds(),
                broker.neurons() / broker.consumeSeconds(),
                ratioToBroker());
        line(
                text,
                "checked",
                "%,d scores, none twice, no dead letter; %d computed anew",
                answers.scores(),
                answers.recomputed());
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String title, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-22s ", title))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }
}
