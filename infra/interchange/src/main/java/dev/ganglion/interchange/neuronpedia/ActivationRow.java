package dev.ganglion.interchange.neuronpedia;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.ExcerptSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of {@code activations/batch-N.jsonl}: one text with a neuron's activations.
 *
 * @param id theirs are opaque; this project's say set and place
 * @param index text or a number
 * @param binMin lower bound of the interval of activations that it was drawn from; −1 for one of the highest
 * @param binMax upper bound; the maximum for one of the highest
 * @param binContains which share of the activations is in the interval, 0 to 1; −1 for one of the highest
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ActivationRow(
        String id,
        String modelId,
        String layer,
        JsonNode index,
        String creatorId,
        String dataSource,
        List<String> tokens,
        Double maxValue,
        Double minValue,
        ActivationValues values,
        Integer maxValueTokenIndex,
        Double binContains,
        Double binMin,
        Double binMax) {

    private static final Pattern OWN =
            Pattern.compile("[0-9a-f-]{36}/(top|random|hard-negative|quantile(?:-([0-9.E-]{3,40}))?)/(\\d{1,9})");

    /** What a row that this project wrote says of itself. */
    record Own(ExcerptSet set, String quantiles, int place) {

        /** The id of a row. */
        static String id(String record, ExcerptSet set, String quantiles, int place) {
            return record + "/" + set + (quantiles == null ? "" : "-" + quantiles) + "/" + place;
        }
    }

    /** Null for a row of others. */
    Own own() {
        Matcher matcher = OWN.matcher(id == null ? "" : id);
        if (!matcher.matches()) {
            return null;
        }
        String set = matcher.group(1);
        return new Own(
                Stream.of(ExcerptSet.values())
                        .filter(known -> known.toString().equals(set))
                        .findFirst()
                        .orElse(ExcerptSet.QUANTILE),
                matcher.group(2),
                Integer.parseInt(matcher.group(3)));
    }

    /** Whether it was chosen for its maximum, not drawn from an interval. */
    boolean ofTheHighest() {
        return binContains == null || binContains < 0;
    }
}
