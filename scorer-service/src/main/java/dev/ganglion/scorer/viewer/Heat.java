package dev.ganglion.scorer.viewer;

/**
 * The colour of a value, as a name of a class of the style sheet: ten shades above zero and ten, of another hue, below.
 * Classes and not style attributes, so that pages need none.
 *
 * @param largest what has the full colour; above 0
 */
record Heat(double largest) {

    private static final int SHADES = 10;

    Heat {
        if (!(largest > 0)) {
            largest = 1;
        }
    }

    /** {@code a1} to {@code a10}, {@code n1} to {@code n10} below zero, or nothing near zero. */
    String ofActual(double value) {
        return shade(value, "a", "n");
    }

    /** {@code s1} to {@code s10}, {@code m1} to {@code m10} below zero, or nothing near zero. */
    String ofSimulated(double value) {
        return shade(value, "s", "m");
    }

    private String shade(double value, String above, String below) {
        long shade = Math.round(SHADES * Math.min(1, Math.abs(value) / largest));
        return shade == 0 ? "" : " " + (value > 0 ? above : below) + shade;
    }
}
