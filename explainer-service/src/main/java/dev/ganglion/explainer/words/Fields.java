package dev.ganglion.explainer.words;

/** Checks of a recipe's fields; each refusal is one sentence that names the field. */
public final class Fields {

    private Fields() {}

    /** The value of a field that must be there. */
    public static <T> T needed(String field, T value) {
        if (value == null) {
            throw new IllegalArgumentException("missing field \"" + field + "\"");
        }
        return value;
    }

    /** A whole number, or its default. */
    public static int between(String field, Integer value, int otherwise, int least, int most) {
        int number = value == null ? otherwise : value;
        if (number < least || number > most) {
            throw new IllegalArgumentException("field \"" + field + "\" must be " + least + " to " + most);
        }
        return number;
    }

    /** A part of a whole, 0 to 1, or its default. */
    public static double part(String field, Double value, double otherwise) {
        double number = value == null ? otherwise : value;
        if (!(number >= 0 && number <= 1)) {
            throw new IllegalArgumentException("field \"" + field + "\" must be 0 to 1");
        }
        return number;
    }
}
