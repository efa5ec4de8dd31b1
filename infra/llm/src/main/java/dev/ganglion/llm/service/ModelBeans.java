package dev.ganglion.llm.service;

import dev.ganglion.llm.endpoint.HttpEndpoint;
import dev.ganglion.llm.ledger.Accounts;
import dev.ganglion.llm.ledger.RememberingModel;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.replay.plan.Replay;
import dev.ganglion.replay.running.RunningReplay;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The language model of a process, and its accounts; made when they are first needed: with a recipe that asks no model the
 * ledger's database is switched off.
 */
@ApplicationScoped
class ModelBeans {

    @Produces
    @Singleton
    RememberingModel model(
            Config config,
            Recipe<?> recipe,
            Instance<Mutiny.SessionFactory> sessions,
            Vertx vertx,
            HttpEndpoint endpoint,
            ModelFinishing finishing,
            RunningReplay replay,
            MeterRegistry metrics) {
        ModelSetup setup = ModelSetup.of(config, recipe.service());
        RememberingModel model =
                RememberingModel.onPostgres(sessions.get(), vertx, endpoint, setup.prices(), setup.terms(), metrics);
        finishing.watch(model);
        if (replay.replay().map(Replay::redrives).orElse(false)) {
            model.askAgainWhatFailed();
        }
        return model;
    }

    @Produces
    @Singleton
    Accounts accounts(Instance<Mutiny.SessionFactory> sessions, Vertx vertx) {
        return new Accounts(sessions.get(), vertx);
    }
}
