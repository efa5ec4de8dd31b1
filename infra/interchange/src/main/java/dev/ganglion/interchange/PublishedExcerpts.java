package dev.ganglion.interchange;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Split;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gathers the excerpts of one record from what was published. An excerpt whose text is in already is left out, whatever its
 * set: what the explainer saw must not be what a score is computed on. Top ones come first, then random ones, then those of
 * quantiles, so that the sets that are scored lose least. For one thread.
 */
public final class PublishedExcerpts {

    /** The first position counts in nothing, so a shorter excerpt says nothing. */
    public static final int FEWEST_TOKENS = Excerpt.FIRST_COUNTED + 1;

    private final Set<List<String>> texts = new HashSet<>();
    private final List<Excerpt> top = new ArrayList<>();
    private final List<Excerpt> quantile = new ArrayList<>();
    private final List<Excerpt> random = new ArrayList<>();
    private final List<Excerpt> hardNegative = new ArrayList<>();

    /**
     * Adds one.
     *
     * @param id the excerpt's; its place in what was published
     * @param split {@link Splits} by that place, so that one that is left out does not move the others
     * @param quantiles for a quantile excerpt the range of quantiles, if it is known; else null
     * @return whether it is in; not if its text was in already
     */
    public boolean add(
            String id,
            ExcerptSet set,
            Split split,
            String quantiles,
            List<String> tokens,
            ActivationValues activations) {
        List<String> text = Texts.wellFormed(tokens);
        if (!texts.add(text)) {
            return false;
        }
        List<Excerpt> excerpts =
                switch (set) {
                    case TOP -> top;
                    case QUANTILE -> quantile;
                    case RANDOM -> random;
                    case HARD_NEGATIVE -> hardNegative;
                };
        excerpts.add(new Excerpt(id, set, split, quantiles, text, activations));
        return true;
    }

    /** How many are in a set. */
    public int count(ExcerptSet set) {
        return (int) all().stream().filter(excerpt -> excerpt.set() == set).count();
    }

    /** All of them: top, quantile, random, hard negatives, each in the order in which they were added. */
    public List<Excerpt> all() {
        List<Excerpt> all = new ArrayList<>(top);
        all.addAll(quantile);
        all.addAll(random);
        all.addAll(hardNegative);
        return all;
    }
}
