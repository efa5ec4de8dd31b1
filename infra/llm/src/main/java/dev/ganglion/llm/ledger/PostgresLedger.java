package dev.ganglion.llm.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.RecipeRef;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The ledger in PostgreSQL. Batches go there and back as JSON: one statement with one parameter, whatever their size. */
final class PostgresLedger implements Ledger {

    private static final String CLAIM =
            """
            select cast(jsonb_agg(c) as text)
            from ledger.claim(cast(:holder as uuid), :lease * interval '1 ms', cast(cast(:items as text) as jsonb)) c
            """;
    private static final String SETTLE =
            """
            select cast(jsonb_agg(s) as text)
            from ledger.settle(cast(:holder as uuid), cast(cast(:items as text) as jsonb)) s
            """;
    private static final String RENEW =
            """
            select cast(ledger.renew(cast(:holder as uuid), :lease * interval '1 ms',
                                     cast(cast(:items as text) as jsonb)) as text)
            """;
    private static final String LOOK = "select cast(ledger.look(:recipe) as text)";
    private static final String OPEN =
            """
            with made as (
                insert into ledger.budget (recipe, name, service, model, budget)
                values (:recipe, :name, :service, :model, nullif(cast(:budget as bigint), -1))
                on conflict do nothing
                returning recipe
            )
            select cast(count(*) as text) from made
            """;

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Every claim of this process is in its name. */
    private final UUID holder = UUID.randomUUID();

    private final PostgresSessions database;
    private final long leaseMillis;

    PostgresLedger(PostgresSessions database, Duration lease) {
        this.database = database;
        this.leaseMillis = lease.toMillis();
    }

    @Override
    public Uni<BudgetState> open(RecipeRef recipe, String service, String model, Long budget) {
        Map<String, Object> values = Map.of(
                "recipe",
                recipe.digest(),
                "name",
                recipe.name(),
                "service",
                service,
                "model",
                model,
                "budget",
                budget == null ? -1L : budget);
        return database.text(OPEN, values).chain(() -> look(recipe.digest()));
    }

    @Override
    public Uni<Written<Claim.Outcome>> claim(List<Claim> claims) {
        return database.text(CLAIM, Map.of("holder", holder.toString(), "lease", leaseMillis, "items", items(claims)))
                .map(text -> written(claims.size(), text, PostgresLedger::outcome));
    }

    @Override
    public Uni<Written<Boolean>> settle(List<Report> reports) {
        return database.text(SETTLE, Map.of("holder", holder.toString(), "items", items(reports)))
                .map(text -> written(reports.size(), text, row -> row.path("outcome")
                        .asText()
                        .equals("kept")));
    }

    @Override
    public Uni<Void> renew(List<Renewal> renewals) {
        return database.text(RENEW, Map.of("holder", holder.toString(), "lease", leaseMillis, "items", items(renewals)))
                .replaceWithVoid();
    }

    @Override
    public Uni<BudgetState> look(String recipe) {
        return database.text(LOOK, Map.of("recipe", recipe)).map(text -> read(tree(text), BudgetState.class));
    }

    private static Claim.Outcome outcome(JsonNode row) {
        JsonNode detail = row.path("detail");
        String outcome = row.path("outcome").asText();
        return switch (outcome) {
            case "answered" -> new Claim.Answered(detail);
            case "format-failure" ->
                new Claim.Misformatted(detail.path("reason").asText());
            case "refused" -> new Claim.Refused(detail.path("reason").asText());
            case "claimed" -> new Claim.Granted();
            case "busy" -> new Claim.Busy(detail.path("millis").asLong());
            case "spent", "reserved", "unpriced" -> new Claim.Unaffordable();
            default -> throw new IllegalStateException("the ledger has no outcome \"" + outcome + "\"");
        };
    }

    private static <O> Written<O> written(int size, String text, Function<JsonNode, O> outcome) {
        List<O> outcomes = new ArrayList<>(Collections.nCopies(size, null));
        List<BudgetState> budgets = new ArrayList<>();
        for (JsonNode row : tree(text)) {
            if (row.path("outcome").asText().equals("budget")) {
                budgets.add(read(row.path("detail"), BudgetState.class));
            } else {
                outcomes.set(row.path("ord").asInt(), outcome.apply(row));
            }
        }
        return new Written<>(outcomes, budgets);
    }

    /** A JSON array of them, each with its ordinal. */
    private static String items(List<?> items) {
        try {
            StringBuilder text = new StringBuilder("[");
            for (int i = 0; i < items.size(); i++) {
                text.append(i == 0 ? "{\"ord\":" : ",{\"ord\":").append(i).append(',');
                // The rest of the object, behind its brace.
                String item = JSON.writeValueAsString(items.get(i));
                text.append(item, 1, item.length());
            }
            return text.append(']').toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("items can be written as JSON", e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger's functions return JSON", e);
        }
    }

    private static <T> T read(JsonNode tree, Class<T> type) {
        try {
            return JSON.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger's functions return the fields of " + type.getSimpleName(), e);
        }
    }
}
