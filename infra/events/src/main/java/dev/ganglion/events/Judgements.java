package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a judge that knew only an explanation said of whole excerpts, and what the neuron does on them. An excerpt that
 * could not be judged is among the simulation's failures, and never here.
 *
 * @param firesFrom an excerpt fires if its maximum is at least this, in the neuron's unit
 * @param silentBelow it is silent if its maximum is below this, at most {@code firesFrom}; what is between is not judged
 * @param atLeast how many positives and how many negatives a score needs, 1 or more
 * @param positives how many excerpts that fire there were to judge
 * @param negatives how many silent ones
 * @param excerpts those that were judged
 */
public record Judgements(
        double firesFrom, double silentBelow, int atLeast, int positives, int negatives, List<JudgedExcerpt> excerpts) {

    public Judgements {
        Required.finite("firesFrom", firesFrom);
        Required.finite("silentBelow", silentBelow);
        Required.that(
                silentBelow <= firesFrom,
                "field \"silentBelow\" must not be above \"firesFrom\": an excerpt is one thing");
        Required.that(atLeast >= 1, "field \"atLeast\" must be 1 or more");
        Required.that(positives >= 0 && negatives >= 0, "fields \"positives\" and \"negatives\" must be 0 or more");
        excerpts = Required.list("excerpts", excerpts);
    }

    /**
     * @param id the excerpt's
     * @param maximum the neuron's largest activation on the positions of the excerpt that count
     * @param fires whether the neuron truly fires on it
     * @param judged whether the judge said that it does
     * @param probability the probability that the judge gave to saying so, 0 to 1; null where it gave none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JudgedExcerpt(
            String id, ExcerptSet set, Split split, double maximum, boolean fires, boolean judged, Double probability) {

        public JudgedExcerpt {
            Required.field("id", id);
            Required.field("set", set);
            Required.field("split", split);
            Required.finite("maximum", maximum);
            Required.that(
                    probability == null || (probability >= 0 && probability <= 1),
                    "field \"probability\" must be from 0 to 1");
        }
    }
}
