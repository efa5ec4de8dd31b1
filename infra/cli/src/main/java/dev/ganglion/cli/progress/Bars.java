package dev.ganglion.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * One bar for each stage of the chain, with its rate and the time left: drawn in place where a person watches, and a line
 * now and then where the output goes to a file. Used by one thread.
 */
public final class Bars implements AutoCloseable {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final int TITLE_WIDTH = 13;

    private final boolean drawn;
    private final Consumer<String> lines;
    private final Map<String, Bar> bars = new LinkedHashMap<>();
    private Instant lastLine = Instant.EPOCH;

    /**
     * @param drawn whether a terminal watches
     * @param lines gets the lines where none does
     */
    public Bars(boolean drawn, Consumer<String> lines) {
        this.drawn = drawn;
        this.lines = lines;
    }

    /** Shows how far a stage is; the first call adds its bar. */
    public void update(String stage, String unit, long done, long total) {
        Bar bar = bars.computeIfAbsent(stage, title -> new Bar(title, unit, drawn));
        bar.update(done, total);
        if (!drawn && Duration.between(lastLine, Instant.now()).compareTo(BETWEEN_LINES) >= 0) {
            lastLine = Instant.now();
            bars.values().stream().filter(Bar::isMoving).forEach(moving -> lines.accept(moving.line()));
        }
    }

    /** What is said behind a stage's bar, once it has one. */
    public void note(String stage, String note) {
        Bar bar = bars.get(stage);
        if (bar != null) {
            bar.note(note);
        }
    }

    @Override
    public void close() {
        bars.values().forEach(Bar::close);
        if (!drawn) {
            bars.values().forEach(bar -> lines.accept(bar.line()));
        }
    }

    private static final class Bar {

        private final String title;
        private final String unit;
        private final ProgressBar drawing;
        private Rate rate;
        private long done;
        private long total = 1;
        private String note = "";

        Bar(String title, String unit, boolean drawn) {
            this.title = String.format("%-" + TITLE_WIDTH + "s", title);
            this.unit = unit;
            this.drawing = drawn
                    ? new ProgressBarBuilder()
                            .setTaskName(this.title)
                            .setInitialMax(1)
                            .setStyle(ProgressBarStyle.ASCII)
                            .setUpdateIntervalMillis(250)
                            .showSpeed()
                            .setUnit(" " + unit, 1)
                            .setMaxRenderedLength(100)
                            .build()
                    : null;
        }

        void update(long done, long total) {
            if (rate == null && done > 0) {
                rate = new Rate(done, Instant.now());
                if (drawing != null) {
                    // The rate is that of the stage's own work, not of its waiting for the stage before.
                    drawing.reset().resume();
                }
            }
            this.done = done;
            this.total = Math.max(total, 1);
            if (rate != null) {
                rate.observe(done, Instant.now());
            }
            if (drawing != null) {
                drawing.maxHint(this.total).stepTo(done);
            }
        }

        void note(String text) {
            note = text;
            if (drawing != null) {
                drawing.setExtraMessage(" " + text);
            }
        }

        boolean isMoving() {
            return done > 0 && done < total;
        }

        String line() {
            double perSecond = rate == null ? 0 : rate.perSecond();
            String left =
                    done >= total || perSecond <= 0 ? "" : ", " + Math.round((total - done) / perSecond) + " s left";
            return String.format(
                    "%s %6d of %d %s, %." + (perSecond < 10 ? 1 : 0) + "f/s%s%s",
                    title,
                    done,
                    total,
                    unit,
                    perSecond,
                    left,
                    note.isEmpty() ? "" : ", " + note);
        }

        void close() {
            if (drawing != null) {
                drawing.close();
            }
        }
    }
}
