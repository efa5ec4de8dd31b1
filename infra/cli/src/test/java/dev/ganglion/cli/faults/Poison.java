package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Records that nobody can read, among the others, on every topic. */
record Poison(int times) implements Fault {

    /** The topics, and by how many services each is read: every one of them puts the record aside. */
    private static final Map<String, Integer> READERS = Map.of(
            Topics.NEURON_ACTIVATIONS, 2,
            Topics.EXPLANATIONS, 2,
            Topics.SIMULATIONS, 2,
            Topics.SCORES, 1,
            Topics.RECIPES, 1);

    @Override
    public String name() {
        return "poison";
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        for (int i = 0; i < scene.times(); i++) {
            scene.pause(200, 1_000);
            long struckAt = System.nanoTime();
            for (Map.Entry<String, Integer> topic : READERS.entrySet()) {
                for (byte[] value : poison(i)) {
                    scene.chain().records().send(topic.getKey(), "poison-" + i, value);
                    scene.poisoned(topic.getValue());
                }
            }
            scene.awaitRecovery(ServiceProgram.SCORER, struckAt);
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
