package dev.ganglion.llm.service;

import dev.ganglion.llm.ledger.Account;
import dev.ganglion.llm.ledger.Accounts;
import dev.ganglion.llm.recipe.Recipe;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** What the language model does and costs, and what it may cost. */
@Path("/api")
public class ModelResource {

    private static final Logger LOG = Logger.getLogger(ModelResource.class);
    private static final double MILLIS = 1000;

    private final Recipe<?> recipe;
    private final ModelState state;
    private final Instance<Accounts> accounts;

    ModelResource(Recipe<?> recipe, ModelState state, Instance<Accounts> accounts) {
        this.recipe = recipe;
        this.state = state;
        this.accounts = accounts;
    }

    @GET
    @Path("llm")
    @Operation(summary = "Whether the recipe's language model is being asked, and if not, why")
    public Response now() {
        return state.now().map(now -> Response.ok(now).build()).orElseGet(this::asksNone);
    }

    @GET
    @Path("costs")
    @Operation(summary = "What every recipe of the ledger has cost and may cost, in dollars")
    public Uni<Response> costs() {
        if (recipe.model().isEmpty()) {
            return Uni.createFrom().item(asksNone());
        }
        return accounts.get()
                .all()
                .map(all -> Response.ok(new Costs(all.stream().map(Cost::of).toList()))
                        .build())
                .onFailure()
                .recoverWithItem(ModelResource::failed);
    }

    @PUT
    @Path("budgets/{recipe}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sets what a recipe may cost, in dollars; null for no limit")
    public Uni<Response> setBudget(@PathParam("recipe") String name, Budget budget) {
        if (recipe.model().isEmpty()) {
            return Uni.createFrom().item(asksNone());
        }
        if (budget == null) {
            return Uni.createFrom()
                    .item(Problem.of(Status.BAD_REQUEST, "the body is missing: send {\"dollars\": 2.00}"));
        }
        return accounts.get()
                .setBudget(name, budget.dollars())
                .map(account -> {
                    LOG.infof("the budget of %s is %s dollars now", account.recipe(), budget.dollars());
                    return Response.ok(Cost.of(account)).build();
                })
                .onFailure()
                .recoverWithItem(ModelResource::failed);
    }

    private Response asksNone() {
        return Problem.of(
                Status.NOT_FOUND, "recipe " + recipe.ref().pinned() + " asks no language model and has no ledger");
    }

    private static Response failed(Throwable failure) {
        if (failure instanceof IllegalArgumentException) {
            return Problem.of(Status.BAD_REQUEST, failure.getMessage());
        }
        LOG.warnf("the ledger does not answer: %s", failure.getMessage());
        return Problem.of(Status.SERVICE_UNAVAILABLE, "the ledger does not answer: try again");
    }

    /** @param dollars null for no limit */
    public record Budget(BigDecimal dollars) {}

    /** A row for each recipe and model. */
    public record Costs(List<Cost> recipes) {}

    /**
     * An {@link Account} as the API writes it.
     *
     * @param unpriced finished questions of unknown cost: nothing of them is in {@code spent}
     */
    public record Cost(
            String recipe,
            String digest,
            String service,
            String model,
            BigDecimal budget,
            BigDecimal spent,
            BigDecimal unconfirmed,
            BigDecimal reserved,
            long calls,
            long answers,
            long formatFailures,
            long refusals,
            long unpriced,
            long promptTokens,
            long completionTokens,
            long neurons,
            BigDecimal dollarsPerNeuron,
            Double meanSeconds,
            Double p95Seconds) {

        static Cost of(Account account) {
            return new Cost(
                    account.recipe(),
                    account.digest(),
                    account.service(),
                    account.model(),
                    account.budget(),
                    account.spent(),
                    account.unconfirmed(),
                    account.reserved(),
                    account.calls(),
                    account.answers(),
                    account.formatFailures(),
                    account.refusals(),
                    account.unpriced(),
                    account.promptTokens(),
                    account.completionTokens(),
                    account.neurons(),
                    account.dollarsPerNeuron(),
                    seconds(account.meanMillis()),
                    seconds(account.p95Millis()));
        }

        private static Double seconds(Double millis) {
            return millis == null ? null : millis / MILLIS;
        }
    }
}
