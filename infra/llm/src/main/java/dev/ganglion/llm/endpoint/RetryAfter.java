package dev.ganglion.llm.endpoint;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** How long a server wants to be left alone: {@code retry-after-ms}, or {@code Retry-After} in seconds or as a date. */
final class RetryAfter {

    static final Duration MOST = Duration.ofMinutes(10);

    private RetryAfter() {}

    /** At least 0 and at most {@link #MOST}; null if the server says nothing that can be read. */
    static Duration of(Map<String, String> headers, Clock clock) {
        Duration wanted = number(headers.get("retry-after-ms"), 1);
        if (wanted == null) {
            wanted = number(headers.get("retry-after"), 1000);
        }
        if (wanted != null || headers.get("retry-after") == null) {
            return wanted;
        }
        Instant until = date(headers.get("retry-after"));
        // The server's own clock tells best how far off its dates are: ours may be set, or wrong.
        Instant now = date(headers.get("date"));
        return until == null ? null : bounded(Duration.between(now == null ? clock.instant() : now, until));
    }

    private static Duration number(String text, int millis) {
        try {
            double number = text == null ? Double.NaN : Double.parseDouble(text.strip()) * millis;
            return number >= 0 ? bounded(Duration.ofMillis((long) Math.min(number, MOST.toMillis()))) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Null if it is no date. */
    private static Instant date(String text) {
        try {
            return text == null
                    ? null
                    : ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration bounded(Duration wanted) {
        return wanted.isNegative() ? Duration.ZERO : wanted.compareTo(MOST) > 0 ? MOST : wanted;
    }
}
