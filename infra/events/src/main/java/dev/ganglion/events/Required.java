package dev.ganglion.events;

import dev.ganglion.events.json.PlainTokens;
import java.util.List;

/** The checks that make an event's missing field an error that names it. */
final class Required {

    private Required() {}

    static <T> T field(String name, T value) {
        if (value == null) {
            throw new IllegalArgumentException("missing required field \"" + name + "\"");
        }
        return value;
    }

    /** An immutable list; {@link PlainTokens} is one, and not made into strings for it. */
    static <T> List<T> list(String name, List<T> value) {
        if (value instanceof PlainTokens) {
            return value;
        }
        try {
            return List.copyOf(field(name, value));
        } catch (NullPointerException e) {
            throw new IllegalArgumentException("field \"" + name + "\" holds a null", e);
        }
    }

    /** JSON has no other numbers: an event with one could be written and never read. */
    static double finite(String name, double value) {
        that(Double.isFinite(value), "field \"" + name + "\" must be a finite number");
        return value;
    }

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
