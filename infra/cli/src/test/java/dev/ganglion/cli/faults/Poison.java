package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.events.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Records that nobody can read, among the others, on every topic.
 *
 * @param recording whether on those topics that the activation-service reads; or else on those of the chain after it
 */
record Poison(String name, int times, boolean recording) implements Fault {

    /** The topics, and by how many services each is read: every one of them puts the record aside. */
    private static final Map<String, Integer> CHAIN = Map.of(
            Topics.NEURON_ACTIVATIONS, 2,
            Topics.EXPLANATIONS, 2,
            Topics.SIMULATIONS, 2,
            Topics.SCORES, 1,
            Topics.RECIPES, 1,
            Topics.DEAD_LETTER_DECISIONS, 1);

    /** Of a corpus's scans all workers have a copy, by key: one that belongs to no record is nobody's to put aside. */
    private static final Map<String, Integer> RECORDING = Map.of(
            Topics.ACTIVATION_REQUESTS, 1,
            Topics.NEURON_ACTIVATION_PARTIALS, 1,
            Topics.CORPUS_SCANS, 0);

    static Poison ofChain(int times) {
        return new Poison("poison", times, false);
    }

    static Poison ofRecording(int times) {
        return new Poison("poison-recording", times, true);
    }

    @Override
    public Chain chain(Path directory) throws Exception {
        return recording
                ? new Chain(directory, directory.resolve("kafka"), false, List.of(ServiceProgram.values()), 1)
                : Fault.super.chain(directory);
    }

    @Override
    public Feed feed(Chain chain) {
        return recording ? new RequestFeed(chain, 2) : Fault.super.feed(chain);
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        for (int i = 0; i < scene.times(); i++) {
            scene.pause(200, 1_000);
            long struckAt = System.nanoTime();
            for (Map.Entry<String, Integer> topic : (recording ? RECORDING : CHAIN).entrySet()) {
                for (byte[] value : poison(i)) {
                    scene.chain().records().send(topic.getKey(), "poison-" + i, value);
                    scene.poisoned(topic.getValue());
                }
            }
            scene.awaitRecovery(recording ? ServiceProgram.ACTIVATION : ServiceProgram.SCORER, struckAt);
        }
    }

    private static List<byte[]> poison(int n) {
        byte[] event = SmallNeurons.record(n);
        byte[] noise = new byte[300_000];
        Arrays.fill(noise, (byte) 0xff);
        return List.of(
                bytes("not JSON"),
                bytes("{}"),
                bytes("[1, 2, 3]"),
                bytes("{\"id\": 17, \"neuron\": \"../../etc/passwd\"}"),
                bytes("[".repeat(10_000)),
                Arrays.copyOf(event, event.length / 2),
                noise);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
