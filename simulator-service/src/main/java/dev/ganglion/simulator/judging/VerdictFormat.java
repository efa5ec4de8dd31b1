package dev.ganglion.simulator.judging;

import dev.ganglion.llm.model.AnswerFormat;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.TokenLogprobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JSON array with a 0 or a 1 for each excerpt, and nothing else but white space, or one fence of code around it. Anything
 * else is a format failure: what was not said is not guessed.
 *
 * @param count how many excerpts were asked about
 * @param probabilities whether the digits' probabilities are wanted
 */
record VerdictFormat(int count, boolean probabilities) implements AnswerFormat<Verdicts> {

    private static final String FENCE = "```";

    @Override
    public String name() {
        return "verdicts-1:" + count + (probabilities ? ":p" : "");
    }

    @Override
    public Class<Verdicts> type() {
        return Verdicts.class;
    }

    @Override
    public Verdicts parse(Completion completion) {
        if (completion.filtered()) {
            throw new FormatFailureException("the server kept the answer back (content filter)");
        }
        if (completion.truncated()) {
            throw new FormatFailureException("the answer was cut off at its longest length");
        }
        List<Integer> places = digits(completion.text());
        if (places.size() != count) {
            throw new FormatFailureException("the answer has " + places.size() + " values, not " + count);
        }
        List<Boolean> fires = places.stream()
                .map(place -> completion.text().charAt(place) == '1')
                .toList();
        return new Verdicts(fires, probabilities ? probabilities(completion, places) : null);
    }

    /** Where in the text each digit of the array is. */
    private static List<Integer> digits(String text) {
        int[] bounds = unfenced(text);
        int at = space(text, bounds[0], bounds[1]);
        int end = bounds[1];
        List<Integer> places = new ArrayList<>();
        char expected = '[';
        while (at < end && text.charAt(at) == expected) {
            at = space(text, at + 1, end);
            if (at >= end || text.charAt(at) != '0' && text.charAt(at) != '1') {
                throw notAnArray();
            }
            places.add(at);
            at = space(text, at + 1, end);
            expected = ',';
        }
        if (places.isEmpty() || at >= end || text.charAt(at) != ']' || space(text, at + 1, end) < end) {
            throw notAnArray();
        }
        return places;
    }

    private static FormatFailureException notAnArray() {
        return new FormatFailureException("the answer is not a JSON array of 0 and 1 alone");
    }

    /** From and to of what is within a fence of code, or of everything. */
    private static int[] unfenced(String text) {
        int from = space(text, 0, text.length());
        int to = text.length();
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        boolean fenced = to - from >= 2 * FENCE.length()
                && text.startsWith(FENCE, from)
                && text.startsWith(FENCE, to - FENCE.length());
        if (!fenced) {
            return new int[] {from, to};
        }
        from += FENCE.length();
        from += text.startsWith("json", from) ? "json".length() : 0;
        return new int[] {from, to - FENCE.length()};
    }

    private static int space(String text, int from, int to) {
        int at = from;
        while (at < to && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** JSON's white space. */
    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** P(1) / (P(0) + P(1)) at each digit that was written; an alternative that is not among the most likely ones has 0. */
    private static List<Double> probabilities(Completion completion, List<Integer> places) {
        TokenLogprobs tokens = completion.tokens();
        List<Double> probabilities = new ArrayList<>();
        int token = 0;
        int start = 0;
        for (int place : places) {
            while (token < tokens.size() && start + tokens.token(token).length() <= place) {
                start += tokens.token(token++).length();
            }
            if (token == tokens.size()) {
                throw new FormatFailureException("the server gives no probabilities for the tokens of its answer");
            }
            probabilities.add(probability(tokens, token, completion.text(), place, place - start));
        }
        return probabilities;
    }

    private static double probability(TokenLogprobs tokens, int token, String text, int place, int within) {
        String written = tokens.token(token);
        if (!text.startsWith(written, place - within)) {
            throw new FormatFailureException("the server's tokens are not those of its answer");
        }
        if (written.chars().filter(c -> c == '0' || c == '1').count() > 1) {
            throw new FormatFailureException("the model writes several digits as one token: none has a probability");
        }
        Map<String, Double> alternatives = tokens.alternatives(token);
        double one = exp(alternatives.get(with('1', written, within)));
        double zero = exp(alternatives.get(with('0', written, within)));
        if (!(one + zero > 0)) {
            throw new FormatFailureException("the server gives no probabilities for 0 and 1 in its answer");
        }
        return one / (one + zero);
    }

    /** The token with another digit: the bracket or space that it may begin with stays. */
    private static String with(char digit, String token, int at) {
        return token.substring(0, at) + digit + token.substring(at + 1);
    }

    private static double exp(Double logprob) {
        return logprob == null ? 0 : Math.exp(logprob);
    }
}
