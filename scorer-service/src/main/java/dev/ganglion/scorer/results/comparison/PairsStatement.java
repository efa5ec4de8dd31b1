package dev.ganglion.scorer.results.comparison;

import dev.ganglion.scorer.results.ScoredExplanation;

/**
 * The statements. Everything is summed up in the database and comes back as one JSON document: what is held in memory here
 * does not grow with the neurons, and all of it is of one moment.
 */
final class PairsStatement {

    private static final int MOST_MOVED = 10;
    /** Enough for a picture. */
    private static final int MOST_SAMPLED = 1_500;

    /** As many as any list of recipes has. */
    private static final int MOST_COMBINATIONS = 1000;

    /** Those with a recipe of one of the names $1. */
    static final String COMBINATIONS =
            """
            select model, explainer_name, explainer_digest, explainer_method,
                simulator_name, simulator_digest, simulator_method, scorer, judged
            from (%s union all %s) s
            order by 1, 2, 3, 5, 6, 8
            limit %d
            """
                    .formatted(
                            combinations("scores", false), combinations("judgement_scores", true), MOST_COMBINATIONS);

    /**
     * With the recipe {@code %1$s}, each record's explanation that the ranking shows: the best candidate on the
     * calibration split, of equal ones that with the lowest ordinal. An explanation of another record was lent, as a baseline,
     * and says nothing of either recipe.
     */
    private static final String OF_RECIPE =
            """
            select distinct on (s.layer, s.site, s.neuron_index, s.activations)
                s.layer, s.site, s.neuron_index, s.activations, s.explanation, s.%3$s as score
            from projection.%2$s s left join projection.explanation e on e.id = s.explanation
            where s.model = $1 and s.%5$s_digest = %1$s and s.%6$s_digest = $4 and s.scorer = $5
                and coalesce(e.activations, s.activations) = s.activations
            order by s.layer, s.site, s.neuron_index, s.activations,
                %4$s coalesce(e.candidate, 2147483647), s.explanation, s.id
            """;

    /** A neuron that has several records is compared on one: the first of those that tell the most. */
    private static final String PAIRS =
            """
            with a as materialized (%1$s), b as materialized (%2$s),
            pair as materialized (
                select distinct on (layer, site, neuron_index)
                    layer, site, neuron_index, a.explanation as explanation_a, b.explanation as explanation_b,
                    a.score as score_a, b.score as score_b, b.score - a.score as difference
                from a full join b using (layer, site, neuron_index, activations)
                order by layer, site, neuron_index, b.score - a.score is null,
                    a.explanation is null or b.explanation is null, activations
            ),
            summed as (
                select layer, site,
                    count(*) filter (where explanation_a is not null and explanation_b is not null) as "both",
                    count(*) filter (where explanation_b is null) as "onlyA",
                    count(*) filter (where explanation_a is null) as "onlyB",
                    count(*) filter (where explanation_a is not null and explanation_b is not null
                        and score_a is null and score_b is not null) as "undefinedA",
                    count(*) filter (where explanation_a is not null and explanation_b is not null
                        and score_a is not null and score_b is null) as "undefinedB",
                    count(*) filter (where explanation_a is not null and explanation_b is not null
                        and score_a is null and score_b is null) as "undefinedBoth",
                    count(*) filter (where difference > 0) as "better",
                    count(*) filter (where difference = 0) as "equal",
                    count(*) filter (where difference < 0) as "worse",
                    avg(score_a) filter (where difference is not null) as "meanA",
                    avg(score_b) filter (where difference is not null) as "meanB",
                    avg(difference) as "mean",
                    var_samp(difference) as "variance"
                from pair group by grouping sets ((), (layer, site))
            ),
            gained as (%3$s), lost as (%4$s)
            select json_build_object(
                'sums', (select json_agg(summed order by layer, site) from summed),
                'sample', (select json_agg(sampled) from (
                    select layer, site, neuron_index as "index", round(score_a::numeric, 4) as "a",
                        round(score_b::numeric, 4) as "b"
                    from pair where difference is not null
                    order by hashint8(layer * 1000003::bigint + neuron_index), layer, site, neuron_index
                    limit %5$d) sampled),
                'gained', (select json_agg(gained order by difference desc, layer, site, "index") from gained),
                'lost', (select json_agg(lost order by difference, layer, site, "index") from lost))::text
            """;

    private static final String MOVED =
            """
            select p.layer, p.site, p.neuron_index as "index", p.difference,
                p.score_a as "scoreA", p.score_b as "scoreB",
                p.explanation_a as "explanationA", p.explanation_b as "explanationB",
                left(ea.text, %3$d) as "textA", left(eb.text, %3$d) as "textB"
            from (select * from pair where difference %1$s 0
                order by difference %2$s, layer, site, neuron_index limit %4$d) p
            left join projection.explanation ea on ea.id = p.explanation_a
            left join projection.explanation eb on eb.id = p.explanation_b
            """;

    private PairsStatement() {}

    /** Of model $1, recipes $2 (a) and $3 (b), the recipe of the other stage $4, and scorer $5; digests are whole. */
    static String of(Stage stage, Measure measure) {
        return PAIRS.formatted(
                ofRecipe("$2", stage, measure),
                ofRecipe("$3", stage, measure),
                moved(">", "desc"),
                moved("<", "asc"),
                MOST_SAMPLED);
    }

    private static String ofRecipe(String digest, Stage stage, Measure measure) {
        boolean judged = measure == Measure.BALANCED_ACCURACY;
        return OF_RECIPE.formatted(
                digest,
                judged ? "judgement_scores" : "scores",
                judged ? "balanced_accuracy" : "score",
                judged ? "" : "s.calibration desc nulls last,",
                stage,
                stage.other());
    }

    private static String moved(String sign, String direction) {
        return MOVED.formatted(sign, direction, ScoredExplanation.LONGEST_TEXT, MOST_MOVED);
    }

    private static String combinations(String table, boolean judged) {
        return """
                select distinct model, explainer_name, explainer_digest, explainer_method,
                    simulator_name, simulator_digest, simulator_method, scorer, %s as judged
                from projection.%s where explainer_name = any($1) or simulator_name = any($1)"""
                .formatted(judged, table);
    }
}
