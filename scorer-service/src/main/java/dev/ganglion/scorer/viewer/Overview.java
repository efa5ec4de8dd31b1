package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.results.Baselines;
import dev.ganglion.scorer.results.Counting;
import dev.ganglion.scorer.results.LayerDistribution;
import dev.ganglion.scorer.results.Models;
import dev.ganglion.scorer.results.Ranking;
import dev.ganglion.scorer.results.Selection;
import dev.ganglion.scorer.results.Spending;
import dev.ganglion.scorer.viewer.OverviewPage.Content;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Gathers what the overview shows. */
@ApplicationScoped
class Overview {

    private static final int LISTED = 8;

    private final Counting counting;
    private final LayerDistribution distribution;
    private final Baselines baselines;
    private final Models models;
    private final Ranking ranking;
    private final Spending spending;

    Overview(
            Counting counting,
            LayerDistribution distribution,
            Baselines baselines,
            Models models,
            Ranking ranking,
            Spending spending) {
        this.counting = counting;
        this.distribution = distribution;
        this.baselines = baselines;
        this.models = models;
        this.ranking = ranking;
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
                            ranking.page(selection, Ranking.Order.BEST, LISTED, null),
                            ranking.page(selection, Ranking.Order.WORST, LISTED, null))
                    .asTuple()
                    .map(parts -> OverviewPage.of(
                            new Content(
                                    parts.getItem1(),
                                    parts.getItem2(),
                                    parts.getItem3(),
                                    all,
                                    parts.getItem4(),
                                    parts.getItem5().items(),
                                    parts.getItem6().items()),
                            selection));
        });
    }
}
