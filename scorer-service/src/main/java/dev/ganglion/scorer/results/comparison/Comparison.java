package dev.ganglion.scorer.results.comparison;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import java.util.List;

/**
 * How two recipes compare. A neuron is compared on one record, and of several candidates by that which the ranking shows.
 *
 * @param a what b is compared with
 * @param under the recipe of the other stage, the same for both
 * @param scorer version of the scorer
 * @param measure which score
 * @param interval the method of all intervals
 * @param difference over all layers
 * @param layers by layer and site, those with a neuron in both
 * @param sample the scores of at most 1,500 neurons that have both, always the same ones: for a picture, not for programs
 * @param gained the most gained by b, at most 10
 * @param lost the most lost by b, at most 10
 */
public record Comparison(
        Stage stage,
        String model,
        RecipeRef a,
        RecipeRef b,
        RecipeRef under,
        String scorer,
        Measure measure,
        String interval,
        Neurons neurons,
        Difference difference,
        List<Layer> layers,
        @JsonIgnore List<Point> sample,
        List<Moved> gained,
        List<Moved> lost) {

    /** Of every interval here. */
    static final String METHOD = "paired t, 95 %";

    /**
     * Which neurons have been scored with what, defined or not.
     *
     * @param both on the same record
     * @param onlyA not with b on the same record
     * @param onlyB not with a on the same record
     * @param undefinedA of those in both: the score of a alone is undefined
     * @param undefinedB of those in both: the score of b alone is undefined
     * @param undefinedBoth of those in both: neither score is defined
     */
    public record Neurons(long both, long onlyA, long onlyB, long undefinedA, long undefinedB, long undefinedBoth) {}

    /** One layer. */
    public record Layer(int layer, String site, Difference difference) {}

    /**
     * The two scores of one neuron.
     *
     * @param a with recipe a, four decimals
     */
    public record Point(NeuronId neuron, double a, double b) {}

    /**
     * A neuron that b explains, or simulates, better or worse than a.
     *
     * @param difference the score with b less the score with a
     */
    public record Moved(NeuronId neuron, double difference, Scored a, Scored b) {}

    /**
     * One of the two.
     *
     * @param explanation id
     * @param text at most 1,000 characters; null while the explanation has not arrived
     */
    public record Scored(double score, String explanation, String text) {}

    static Comparison of(ComparedRecipes recipes, Pairs pairs) {
        PairSums all = pairs.all();
        return new Comparison(
                recipes.stage(),
                recipes.model(),
                recipes.a(),
                recipes.b(),
                recipes.under(),
                recipes.scorer(),
                recipes.measure(),
                METHOD,
                new Neurons(
                        all.both(), all.onlyA(), all.onlyB(), all.undefinedA(), all.undefinedB(), all.undefinedBoth()),
                Difference.of(all, recipes.measure()),
                pairs.layers().stream()
                        .filter(layer -> layer.both() > 0)
                        .map(layer -> new Layer(layer.layer(), layer.site(), Difference.of(layer, recipes.measure())))
                        .toList(),
                pairs.points(recipes.model()),
                pairs.moved(pairs.gained(), recipes.model()),
                pairs.moved(pairs.lost(), recipes.model()));
    }
}
