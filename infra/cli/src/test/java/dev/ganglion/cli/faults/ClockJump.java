package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.llm.scripted.Reply;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/**
 * Clocks are set by an hour, forth and back. The database's: what is in the ledger is then an hour older or younger. The
 * model server's, so that the services' are wrong by as much: it says in dates when it wants to be asked again.
 */
record ClockJump(int times) implements Fault {

    private static final Random CHANCE = new Random(19);
    private static final Duration HOUR = Duration.ofHours(1);

    @Override
    public String name() {
        return "clock-jump";
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        for (int i = 0; i < scene.times(); i++) {
            Duration jump = i % 2 == 0 ? HOUR : HOUR.negated();
            scene.pause(500, 2_000);
            long struckAt = System.nanoTime();
            scene.callsMayBeLost(struckAt);
            scene.chain()
                    .database()
                    .execute("update ledger.answer set leased_at = leased_at - interval '" + jump.toMinutes()
                            + " min', lease_until = lease_until - interval '" + jump.toMinutes() + " min'");
            scene.chain().model().mood(reply -> CHANCE.nextInt(4) == 0 ? busyUntil(jump) : reply);
            if (i % 4 > 1) {
                // What it was asking is claimed by nobody who lives.
                Replica replica =
                        scene.chain().replicas(ServiceProgram.EXPLAINER).get(0);
                long killedAt = System.nanoTime();
                replica.kill();
                scene.callsMayBeLost(killedAt);
                replica.start();
                replica.awaitReady();
            }
            Thread.sleep(4_000);
            scene.chain().model().mood(reply -> reply);
            scene.awaitRecovery(ServiceProgram.EXPLAINER, struckAt);
        }
    }

    private static Reply busyUntil(Duration jump) {
        ZonedDateTime itsNow = ZonedDateTime.now(ZoneOffset.UTC).plus(jump);
        return Reply.problem(429, "rate_limit_exceeded", "slow down")
                .with("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(itsNow))
                .with("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(itsNow.plusSeconds(1)));
    }
}
