package dev.ganglion.explainer.tokenpairs;

import dev.ganglion.explainer.evidence.ExampleExcerpt;
import dev.ganglion.explainer.words.Fields;
import java.util.List;

/**
 * A recipe's example: a neuron's excerpts and what there is to say of them.
 *
 * @param explanation as the model should have answered
 */
public record PairsExample(List<ExampleExcerpt> excerpts, String explanation) {

    public PairsExample {
        excerpts = ExampleExcerpt.checked(excerpts);
        Fields.needed("explanation", explanation);
    }

    PairsEvidence evidence(double repeatBelow) {
        return new PairsEvidence(
                excerpts.stream()
                        .map(excerpt -> PairsEvidence.PairsExcerpt.of(
                                excerpt.tokens(),
                                excerpt.activations().stream()
                                        .mapToInt(Integer::intValue)
                                        .toArray()))
                        .toList(),
                repeatBelow);
    }
}
