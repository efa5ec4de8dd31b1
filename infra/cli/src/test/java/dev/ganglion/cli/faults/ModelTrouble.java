package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.llm.scripted.Reply;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The language model answers badly for a while.
 *
 * @param mood what becomes of each answer; by chance, if it likes
 */
record ModelTrouble(String name, int times, int seconds, UnaryOperator<Reply> mood) implements Fault {

    private static final Random CHANCE = new Random(17);
    private static final long SLOW_MILLIS = 6_000;

    static ModelTrouble slow() {
        return new ModelTrouble("model-slow", 3, 8, reply -> reply.after(SLOW_MILLIS));
    }

    static ModelTrouble rateLimiting() {
        return new ModelTrouble(
                "model-rate-limiting",
                3,
                10,
                reply -> CHANCE.nextInt(3) > 0
                        ? Reply.problem(429, "rate_limit_exceeded", "slow down").with("Retry-After", "1")
                        : reply);
    }

    static ModelTrouble garbage() {
        return new ModelTrouble("model-garbage", 3, 10, reply -> switch (CHANCE.nextInt(8)) {
            case 0 -> Reply.raw(200, "<html>503 Service Unavailable</html>");
            case 1 -> Reply.raw(200, "{\"choices\": [");
            case 2 -> reply.cut(40);
            case 3 -> Reply.raw(500, "");
            case 4 -> Reply.raw(502, "Bad Gateway");
            default -> reply;
        });
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        PlayedServer model = scene.chain().model();
        for (int i = 0; i < scene.times(); i++) {
            scene.pause(500, 2_000);
            long struckAt = System.nanoTime();
            model.mood(mood);
            Thread.sleep(1_000L * seconds);
            model.mood(reply -> reply);
            scene.awaitRecovery(ServiceProgram.EXPLAINER, struckAt);
        }
    }
}
