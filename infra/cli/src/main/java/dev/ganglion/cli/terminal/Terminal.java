package dev.ganglion.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** What a command prints while it works: on standard error, so that standard output holds the result alone. */
public final class Terminal {

    private static final PrintStream ERR = System.err;

    private Terminal() {}

    /** Whether a person watches standard error; infra/ganglion finds out, since a JVM cannot. */
    public static boolean interactive() {
        return Boolean.getBoolean("ganglion.terminal");
    }

    /** Whether somebody can answer a question: standard input and standard error are a terminal's. */
    public static boolean canAsk() {
        return interactive() && Boolean.getBoolean("ganglion.input");
    }

    /** Asks, and returns whether the answer is yes; no answer is a no. */
    public static boolean confirm(String question) throws IOException {
        ERR.print(question + " [y/N] ");
        ERR.flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    public static void say(String line) {
        ERR.println(line);
    }

    /** {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 10 min}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** Text of unknown origin, with its lines and tabs and without anything else that a terminal would obey. */
    public static String text(String text) {
        return text.stripTrailing().replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\n\\t]]", "\uFFFD");
    }

    /** Text of unknown origin, on one line and without anything that a terminal would obey. */
    public static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "\uFFFD");
    }
}
