package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A 95 % confidence interval of a number that stands beside it, or the reason why there is none.
 *
 * @param low lower end, finite; null without an interval
 * @param high upper end, at least {@code low}; null without an interval
 * @param undefined why there is no interval, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfidenceInterval(Double low, Double high, String undefined) {

    public ConfidenceInterval {
        Required.that(
                (low == null) == (high == null) && (low == null) == (undefined != null),
                "an interval has either \"low\" and \"high\" or a reason to be \"undefined\"");
        if (low != null) {
            Required.finite("low", low);
            Required.finite("high", high);
            Required.that(low <= high, "an interval's \"low\" is at most its \"high\"");
        }
    }

    public static ConfidenceInterval of(double low, double high) {
        return new ConfidenceInterval(low, high, null);
    }

    public static ConfidenceInterval undefined(String reason) {
        return new ConfidenceInterval(null, null, reason);
    }
}
