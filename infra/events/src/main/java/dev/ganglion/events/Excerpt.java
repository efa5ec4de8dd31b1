package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A piece of one document with a neuron's activation on each of its tokens. Position 0 is shown and counts in no
 * maximum, statistic, table or score: what a model computes there depends on the token alone.
 *
 * @param id document and excerpt within it, both from 0: {@code 17/3}; of a record that others published, set and place in it:
 *     {@code top/3}
 * @param set why the excerpt is in the record
 * @param split what it may be used for
 * @param quantiles for {@link ExcerptSet#QUANTILE}, the range of quantiles of maxima it stands for, {@code 0.5-0.9}
 * @param tokens each token's text; one that is no whole UTF-8 is {@code bytes:\xe2\x80}
 * @param activations one for each token
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Excerpt(
        String id,
        ExcerptSet set,
        Split split,
        String quantiles,
        @TokenTexts List<String> tokens,
        ActivationValues activations) {

    /** The first position that counts. */
    public static final int FIRST_COUNTED = 1;

    public Excerpt {
        Required.field("id", id);
        Required.field("set", set);
        Required.field("split", split);
        tokens = Required.list("tokens", tokens);
        Required.field("activations", activations);
        if (tokens.size() != activations.size()) {
            throw new IllegalArgumentException("excerpt " + Excerpted.text(id) + " has " + tokens.size()
                    + " tokens and " + activations.size() + " activations");
        }
    }

    /** The largest activation at a position that counts. */
    public float maximum() {
        return activations.maximumFrom(FIRST_COUNTED);
    }

    /** Whether the explainer must not see it. */
    public boolean heldOut() {
        return split != Split.TRAIN;
    }
}
