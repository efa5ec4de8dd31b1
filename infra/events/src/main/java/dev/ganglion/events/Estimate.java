package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A measured number with its 95 % confidence interval, or the reason why there is none.
 *
 * @param value finite, or null
 * @param low lower end of the interval, at most the value; null without a value
 * @param high upper end, at least the value; null without a value
 * @param undefined why there is no value, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Estimate(Double value, Double low, Double high, String undefined) {

    public Estimate {
        Required.that(
                (value == null) != (undefined == null),
                "an estimate has either a \"value\" or a reason to be \"undefined\"");
        Required.that(
                (value == null) == (low == null) && (value == null) == (high == null),
                "an estimate has \"low\" and \"high\" beside its \"value\", and without one neither");
        if (value != null) {
            Required.finite("value", value);
            Required.finite("low", low);
            Required.finite("high", high);
            Required.that(low <= value && value <= high, "the \"value\" is not between \"low\" and \"high\"");
        }
    }

    public static Estimate of(double value, double low, double high) {
        return new Estimate(value, low, high, null);
    }

    public static Estimate undefined(String reason) {
        return new Estimate(null, null, null, reason);
    }
}
