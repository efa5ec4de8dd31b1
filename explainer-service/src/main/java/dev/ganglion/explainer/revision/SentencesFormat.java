package dev.ganglion.explainer.revision;

import dev.ganglion.llm.model.AnswerFormat;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.prompt.Invisible;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads sentences: lines numbered from 1, as many as were asked for and nothing else, each of at most {@link #LONGEST}
 * characters, none twice.
 */
final class SentencesFormat implements AnswerFormat<WrittenSentences> {

    /** The most characters of a sentence. */
    static final int LONGEST = 400;

    private static final Pattern LINE = Pattern.compile("(\\d{1,3})[.)] +(.+)");
    private static final Pattern QUOTED = Pattern.compile("[\"“]([^\"“”]+)[\"”]");

    private final int count;

    SentencesFormat(int count) {
        this.count = count;
    }

    @Override
    public String name() {
        return "sentences-1/" + count;
    }

    @Override
    public Class<WrittenSentences> type() {
        return WrittenSentences.class;
    }

    @Override
    public WrittenSentences parse(Completion completion) {
        if (completion.filtered()) {
            throw new FormatFailureException("the sentences were kept back by the server's content filter");
        }
        if (completion.truncated()) {
            throw new FormatFailureException("the sentences were cut off at the most tokens that they may have");
        }
        List<String> sentences = new ArrayList<>();
        for (String line : completion.text().lines().toList()) {
            if (!line.isBlank()) {
                sentences.add(sentence(line.strip(), sentences.size() + 1));
            }
        }
        if (sentences.size() != count) {
            throw new FormatFailureException(sentences.size() + " sentences instead of " + count);
        }
        Set<String> different = new HashSet<>(sentences);
        if (different.size() < count) {
            throw new FormatFailureException("only " + different.size() + " of " + count + " sentences are different");
        }
        return new WrittenSentences(sentences);
    }

    private static String sentence(String line, int number) {
        Matcher numbered = LINE.matcher(line);
        if (!numbered.matches() || Integer.parseInt(numbered.group(1)) != number) {
            throw new FormatFailureException(
                    "a line where sentence " + number + " should be does not begin with \"" + number + ".\"");
        }
        StringBuilder visible = new StringBuilder();
        numbered.group(2)
                .codePoints()
                .map(point -> Invisible.is(point) ? ' ' : point)
                .forEach(visible::appendCodePoint);
        String text = visible.toString().strip();
        Matcher quoted = QUOTED.matcher(text);
        String sentence = quoted.matches() ? quoted.group(1).strip() : text;
        if (sentence.isEmpty() || sentence.length() > LONGEST) {
            throw new FormatFailureException(
                    "sentence " + number + " has " + sentence.length() + " characters instead of 1 to " + LONGEST);
        }
        return sentence;
    }
}
