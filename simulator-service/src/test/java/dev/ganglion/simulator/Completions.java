package dev.ganglion.simulator;

import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.TokenLogprobs;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers for tests. */
public final class Completions {

    private Completions() {}

    /** A token and what could have stood there. */
    public record Token(String text, Map<String, Double> alternatives) {}

    /** A token of which nothing else is known. */
    public static Token token(String text) {
        return new Token(text, Map.of(text, 0.0));
    }

    /** A token that could have been one of these, all as likely. */
    public static Token token(String text, String... alternatives) {
        Map<String, Double> equal = new TreeMap<>();
        for (String alternative : alternatives) {
            equal.put(alternative, -Math.log(alternatives.length));
        }
        return new Token(text, equal);
    }

    /** An answer that says this, of which no tokens are told. */
    public static Completion of(String text) {
        return of(text, "stop", List.of());
    }

    /** An answer in these tokens. */
    public static Completion of(String finishReason, Token... tokens) {
        StringBuilder text = new StringBuilder();
        for (Token token : tokens) {
            text.append(token.text());
        }
        return of(text.toString(), finishReason, List.of(tokens));
    }

    /** An answer. */
    public static Completion of(String text, String finishReason, List<Token> tokens) {
        return new Completion(text, finishReason, new Listed(tokens), -1, -1);
    }

    private record Listed(List<Token> tokens) implements TokenLogprobs {

        @Override
        public int size() {
            return tokens.size();
        }

        @Override
        public String token(int index) {
            return tokens.get(index).text();
        }

        @Override
        public Map<String, Double> alternatives(int index) {
            return tokens.get(index).alternatives();
        }
    }
}
