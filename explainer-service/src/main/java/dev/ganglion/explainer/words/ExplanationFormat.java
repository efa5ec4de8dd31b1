package dev.ganglion.explainer.words;

import dev.ganglion.events.Identity;
import dev.ganglion.llm.model.AnswerFormat;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.prompt.Invisible;
import dev.ganglion.llm.prompt.ShownToken;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads an explanation: one line of words, at most {@link #LONGEST} characters. Quotes around it, a final period and what
 * it repeats of the question are taken off. What is empty, cut off, kept back, longer, or a refusal is no explanation.
 */
public final class ExplanationFormat implements AnswerFormat<ExplanationAnswer> {

    /** The most characters of an explanation. */
    public static final int LONGEST = 600;

    private static final Pattern REFUSAL = Pattern.compile(
            "(i'm|i am|i’m) (sorry|unable|not able)\\b.*|sorry, (but )?i\\b.*|i (can't|can’t|cannot|won't|won’t)\\b.*"
                    + "|as an ai\\b.*|(n/a|none|unknown|no explanation)");
    private static final List<String> QUOTES = List.of("\"\"", "“”", "''", "‘’", "``");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    /** That of a sentence, and not of "U.S." or "and so on...". */
    private static final Pattern PERIOD = Pattern.compile("((?:^| )[^. ]+)\\.$");

    private static final int QUOTED = 80;

    private final String name;
    private final String opening;
    private final String marker;

    private ExplanationFormat(String name, String opening, String marker) {
        this.name = name;
        this.opening = opening;
        this.marker = marker;
    }

    /**
     * The whole answer is the explanation.
     *
     * @param opening the words that the question ends with, taken off if the answer repeats them; empty for none
     */
    public static ExplanationFormat continuing(String opening) {
        String words = line(opening);
        return new ExplanationFormat("explanation-1/continuing-" + digest(words), words, "");
    }

    /**
     * The explanation is what follows a marker at the beginning of a line; before it the model may think. Of several
     * markers the last one counts.
     *
     * @throws IllegalArgumentException with one sentence, if the marker is blank or of several lines
     */
    public static ExplanationFormat after(String marker) {
        String mark = marker.strip();
        if (mark.isEmpty() || !mark.equals(line(mark))) {
            throw new IllegalArgumentException("field \"marker\" must be a few visible characters on one line");
        }
        return new ExplanationFormat("explanation-1/after-" + digest(mark), "", mark);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<ExplanationAnswer> type() {
        return ExplanationAnswer.class;
    }

    @Override
    public ExplanationAnswer parse(Completion completion) {
        if (completion.filtered()) {
            throw new FormatFailureException("the answer was kept back by the server's content filter");
        }
        if (completion.truncated()) {
            throw new FormatFailureException("the answer was cut off at the most tokens that it may have");
        }
        List<String> lines = marked(completion.text())
                .lines()
                .map(ExplanationFormat::line)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty()) {
            throw new FormatFailureException("the answer is empty");
        }
        if (lines.size() > 1) {
            throw new FormatFailureException(
                    "the answer has " + lines.size() + " lines where one was asked for: " + quoted(lines.get(0)));
        }
        return new ExplanationAnswer(checked(bare(lines.get(0))));
    }

    private String marked(String answer) {
        if (marker.isEmpty()) {
            return answer;
        }
        for (int at = answer.lastIndexOf(marker); at >= 0; at = answer.lastIndexOf(marker, at - 1)) {
            if (answer.substring(answer.lastIndexOf('\n', at) + 1, at).isBlank()) {
                return answer.substring(at + marker.length());
            }
        }
        throw new FormatFailureException(
                "the answer has no line that begins with " + quoted(marker) + ": " + quoted(line(answer)));
    }

    private String bare(String line) {
        String text = unquoted(line);
        if (repeatsOpening(text)) {
            text = unquoted(text.substring(opening.length()).replaceFirst("^[ :…]+", ""));
        }
        return PERIOD.matcher(text).replaceFirst("$1");
    }

    private boolean repeatsOpening(String text) {
        int end = opening.length();
        return end > 0
                && text.regionMatches(true, 0, opening, 0, end)
                && (text.length() == end || !Character.isLetterOrDigit(text.charAt(end)));
    }

    private static String checked(String text) {
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new FormatFailureException("the answer has no words: " + quoted(text));
        }
        if (text.length() > LONGEST) {
            throw new FormatFailureException("the answer has " + text.length() + " characters where " + LONGEST
                    + " are allowed: " + quoted(text));
        }
        if (REFUSAL.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
            throw new FormatFailureException("the answer explains nothing: " + quoted(text));
        }
        return text;
    }

    private static String unquoted(String text) {
        String bare = BOLD.matcher(text).replaceAll("$1").strip();
        for (String pair : QUOTES) {
            boolean quoted = bare.length() > 2
                    && bare.charAt(0) == pair.charAt(0)
                    && bare.charAt(bare.length() - 1) == pair.charAt(1)
                    && bare.indexOf(pair.charAt(1), 1) == bare.length() - 1;
            bare = quoted ? bare.substring(1, bare.length() - 1).strip() : bare;
        }
        return bare;
    }

    /** On one line, with a space for whatever cannot be seen. */
    private static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().map(point -> Invisible.is(point) ? ' ' : point).forEach(line::appendCodePoint);
        return line.toString().strip().replaceAll(" {2,}", " ");
    }

    private static String quoted(String text) {
        return "\"" + ShownToken.of(text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…") + "\"";
    }

    private static String digest(String text) {
        return Identity.sha256(text).substring(0, 8);
    }
}
