package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.results.Baselines;
import dev.ganglion.scorer.results.Counting;
import dev.ganglion.scorer.results.LayerDistribution;
import dev.ganglion.scorer.results.Models;
import dev.ganglion.scorer.results.Ranking;
import dev.ganglion.scorer.results.Selection;
import dev.ganglion.scorer.results.Spending;
import dev.ganglion.scorer.results.search.ExplanationFilter;
import dev.ganglion.scorer.results.search.ExplanationSearch;
import dev.ganglion.scorer.results.search.SearchOrder;
import dev.ganglion.scorer.viewer.OverviewPage.Content;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Gathers what the overview shows. */
@ApplicationScoped
class Overview {

    private static final int LISTED = 8;
    private static final String WORDS = "words";

    /** The lowest score there can be: what has none is left out. */
    private static final double LOWEST = -1;

    private final Counting counting;
    private final LayerDistribution distribution;
    private final Baselines baselines;
    private final Models models;
    private final Ranking ranking;
    private final ExplanationSearch search;
    private final Spending spending;

    Overview(
            Counting counting,
            LayerDistribution distribution,
            Baselines baselines,
            Models models,
            Ranking ranking,
            ExplanationSearch search,
            Spending spending) {
        this.counting = counting;
        this.distribution = distribution;
        this.baselines = baselines;
        this.models = models;
        this.ranking = ranking;
        this.search = search;
        this.spending = spending;
    }

    /** @param asked without a model, the first is shown */
    Uni<OverviewPage> of(Selection asked) {
        return models.all().chain(all -> {
            Selection selection = asked.model() == null ? asked.ofModel(ViewerResource.firstModel(all)) : asked;
            return Uni.combine()
                    .all()
                    .unis(
                            counting.of(selection),
                            distribution.of(selection),
                            baselines.of(selection),
                            spending.byRecipe(),
                            listed(selection, SearchOrder.BEST, Ranking.Order.BEST),
                            listed(selection, SearchOrder.WORST, Ranking.Order.WORST))
                    .asTuple()
                    .map(parts -> OverviewPage.of(
                            new Content(
                                    parts.getItem1(),
                                    parts.getItem2(),
                                    parts.getItem3(),
                                    all,
                                    parts.getItem4(),
                                    parts.getItem5(),
                                    parts.getItem6()),
                            selection));
        });
    }

    /** Words, where there are any: token tables are what these have to beat. */
    private Uni<List<ExplanationRow>> listed(Selection selection, SearchOrder order, Ranking.Order ranked) {
        ExplanationFilter scoredWords = new ExplanationFilter(null, selection, WORDS, LOWEST, null);
        return search.page(scoredWords, order, LISTED, null)
                .map(found -> found.items().stream().map(ExplanationRow::of).toList())
                .chain(words -> words.isEmpty()
                        ? ranking.page(selection, ranked, LISTED, null).map(page -> page.items().stream()
                                .map(ExplanationRow::of)
                                .toList())
                        : Uni.createFrom().item(words));
    }
}
