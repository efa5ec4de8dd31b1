package dev.ganglion.scorer.results.export;

import dev.ganglion.events.NeuronId;
import dev.ganglion.scorer.results.RecipeFilter;
import dev.ganglion.scorer.results.Selection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A question for rows in the order of neurons, behind one of them. Conditions that are not asked for are not in its text, so
 * that the index knows where to begin and where to end.
 */
final class PlaceQuery {

    private static final UUID FIRST = new UUID(0, 0);

    private final Tuple parameters = Tuple.tuple();
    private final List<String> conditions = new ArrayList<>(List.of("true"));

    private PlaceQuery() {}

    /**
     * Rows of the model and layer.
     *
     * @param after what {@link #place} has given, or null for the first row
     */
    static PlaceQuery behind(Selection selection, String after) {
        PlaceQuery query = new PlaceQuery();
        String[] place = after == null ? first(selection) : after.split(" ");
        query.add(place[0]);
        query.add(Integer.valueOf(place[1]));
        query.add(place[2]);
        query.add(Integer.valueOf(place[3]));
        query.add(UUID.fromString(place[4]));
        if (selection.model() != null) {
            query.conditions.add("model = " + query.add(selection.model()));
        }
        if (selection.layer() != null) {
            query.conditions.add("layer = " + query.add(selection.layer()));
        }
        return query;
    }

    private static String[] first(Selection selection) {
        String model = selection.model() == null ? "" : selection.model();
        return new String[] {model, "-1", "", "-1", FIRST.toString()};
    }

    /** Where a row is. */
    static String place(NeuronId neuron, UUID id) {
        return neuron.model() + " " + neuron.layer() + " " + neuron.site() + " " + neuron.index() + " " + id;
    }

    /**
     * Only rows of this recipe.
     *
     * @param column {@code explainer} or {@code simulator}
     * @param recipe null for any
     */
    PlaceQuery of(String column, RecipeFilter recipe) {
        if (recipe != null) {
            conditions.add(column + "_name = " + add(recipe.name()));
            if (!recipe.digest().isEmpty()) {
                conditions.add(column + "_digest like " + add(recipe.digest() + "%"));
            }
        }
        return this;
    }

    /** The statement: where {@code %s} is, its conditions, and then how many rows. */
    String text(String statement, int limit) {
        return statement.formatted(String.join(" and ", conditions), add(limit));
    }

    Tuple parameters() {
        return parameters;
    }

    private String add(Object value) {
        parameters.addValue(value);
        return "$" + parameters.size();
    }
}
