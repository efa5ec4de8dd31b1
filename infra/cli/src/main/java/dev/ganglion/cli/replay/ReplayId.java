package dev.ganglion.cli.replay;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Names of replays, which are consumer groups. */
final class ReplayId {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    private ReplayId() {}

    /**
     * {@code replay.explainer.terse-1a2b3c4d.20261123T120133}.
     *
     * @param recipe {@code name@digest8} or {@code name}; null if none is involved
     */
    static String of(String service, String recipe, Instant now) {
        return "replay." + service + (recipe == null ? "" : "." + recipe.replace('@', '-')) + "." + TIME.format(now);
    }

    /** Whether a broker, a file system and a Job can all carry it. */
    static boolean isValid(String id) {
        return VALID.matcher(id).matches();
    }
}
