package dev.ganglion.simulator.judging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A parsed answer.
 *
 * @param fires for each excerpt of the question, whether the judge said that it fires
 * @param probabilities for each, the probability of saying so, 0 to 1; null where they were not asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Verdicts(List<Boolean> fires, List<Double> probabilities) {

    Verdicts {
        fires = List.copyOf(fires);
        probabilities = probabilities == null ? null : List.copyOf(probabilities);
    }
}
