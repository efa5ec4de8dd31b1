package dev.ganglion.llm.service;

import dev.ganglion.llm.endpoint.EndpointProducer;
import dev.ganglion.llm.endpoint.EndpointSettings;
import dev.ganglion.llm.ledger.Terms;
import dev.ganglion.llm.model.ModelUse;
import dev.ganglion.llm.price.Prices;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * All that a process needs to ask a language model, read from its settings.
 *
 * @param endpoint which server
 * @param prices of models
 * @param terms budget and lease
 */
record ModelSetup(EndpointSettings endpoint, Prices prices, Terms terms) {

    private static final List<String> LEDGER =
            List.of("quarkus.datasource.active", "quarkus.hibernate-orm.active", "quarkus.flyway.active");

    /**
     * Reads {@code openai.*} and {@code llm.*}.
     *
     * @param service {@code explainer} or {@code simulator}
     * @throws IllegalArgumentException with one sentence, if they cannot work
     */
    static ModelSetup of(Config config, String service) {
        EndpointSettings endpoint = EndpointProducer.settings(config);
        Optional<BigDecimal> budget = config.getOptionalValue("llm.budget", String.class)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(ModelSetup::dollars);
        Terms usual = Terms.of(service, budget, endpoint.limits().timeout());
        return new ModelSetup(
                endpoint,
                prices(config),
                new Terms(
                        service,
                        budget,
                        config.getOptionalValue("llm.lease", Duration.class).orElse(usual.lease()),
                        config.getOptionalValue("llm.budget-poll", Duration.class)
                                .orElse(usual.poll())));
    }

    /** The prices that are shipped, and those of the operator's file. */
    static Prices prices(Config config) {
        return Prices.load(config.getOptionalValue("llm.prices", Path.class));
    }

    /**
     * Refuses what cannot be paid.
     *
     * @throws IllegalArgumentException with one sentence, if there is a budget and the model has no price
     */
    void check(ModelUse use) {
        if (terms.budget().isPresent()) {
            prices.underBudget(use.model().name());
        }
    }

    /** Switches the ledger's database on, before the start; recipes that ask no model need no database. */
    static void switchLedgerOn() {
        LEDGER.forEach(setting -> System.setProperty(setting, "true"));
    }

    private static BigDecimal dollars(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("LLM_BUDGET is no amount of dollars: write it like 1.50");
        }
    }
}
