package dev.ganglion.cli.options;

import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a point in time: {@code 2026-11-23T12:00:00Z}, or {@code 2h} for two hours ago. */
public final class Moment {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

    private Moment() {}

    /**
     * @param text as a person wrote it
     * @param now what "ago" is counted from
     * @return nothing if it is no point in time
     */
    public static Optional<Instant> read(String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return Optional.of(now.minus(Duration.of(Long.parseLong(ago.group(1)), UNITS.get(ago.group(2))))
                    .truncatedTo(ChronoUnit.MILLIS));
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * As {@link #read}, of an option.
     *
     * @throws Refusal if it is no point in time
     */
    public static Instant ofOption(String option, String text) {
        return read(text, Instant.now())
                .orElseThrow(() -> Refusal.badInput(option + " \"" + Terminal.plain(text)
                        + "\" is no point in time: write for example 2026-11-23T12:00:00Z, or 2h for two hours ago"));
    }
}
