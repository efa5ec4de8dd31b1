package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A number, or the reason why there is none. Never a 0 that looks measured.
 *
 * @param value finite, or null
 * @param undefined why there is no value, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Score(Double value, String undefined) {

    public Score {
        Required.that(
                (value == null) != (undefined == null),
                "a score has either a \"value\" or a reason to be \"undefined\"");
        Required.finite("value", value == null ? 0 : value);
    }

    public static Score of(double value) {
        return new Score(value, null);
    }

    public static Score undefined(String reason) {
        return new Score(null, reason);
    }
}
