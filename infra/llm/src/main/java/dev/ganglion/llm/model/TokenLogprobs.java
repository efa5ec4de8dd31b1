package dev.ganglion.llm.model;

import java.util.Map;

/** The tokens that a server reports, in the language model's own tokenization, each with its most likely alternatives. */
public interface TokenLogprobs {

    /** No tokens: the server reports none. */
    TokenLogprobs NONE = new TokenLogprobs() {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public String token(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public Map<String, Double> alternatives(int index) {
            throw new IndexOutOfBoundsException(index);
        }
    };

    int size();

    /** The text of a token; one that is no whole UTF-8 as the server writes it. */
    String token(int index);

    /**
     * What could have stood there, with natural logarithms of probabilities (at most 0, never NaN); empty if the server
     * does not say. It is read from the answer when it is first asked for.
     *
     * @throws FormatFailureException if the server's answer is not what the API says
     */
    Map<String, Double> alternatives(int index);
}
