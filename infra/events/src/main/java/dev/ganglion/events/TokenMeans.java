package dev.ganglion.events;

import java.util.List;

/**
 * A neuron's mean activation on each token.
 *
 * @param tokens [entries]
 * @param means [entries]
 * @param otherwise what a token that is not here gets
 */
public record TokenMeans(@TokenTexts List<String> tokens, ActivationValues means, double otherwise) {

    public TokenMeans {
        tokens = Required.list("tokens", tokens);
        Required.field("means", means);
        Required.that(tokens.size() == means.size(), "token means need a mean for each token");
        Required.finite("otherwise", otherwise);
    }

    /** The table, ready to be asked for many tokens. */
    public TokenMeansLookup lookup() {
        return new TokenMeansLookup(this);
    }
}
