package dev.ganglion.scorer.scoring;

/**
 * Student's t distribution, for whole degrees of freedom: there the share of it between −t and t is a finite sum
 * (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4).
 */
public final class StudentT {

    private static final int BISECTIONS = 60;

    /** Terms below this change no double. */
    private static final double NEGLIGIBLE = 1e-18;

    private StudentT() {}

    /**
     * How far from 0 a share of the distribution reaches.
     *
     * @param share above 0 and below 1
     * @param degrees of freedom, above 0
     */
    public static double twoSided(double share, long degrees) {
        double from = 0;
        double to = Math.PI / 2;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (from + to) / 2;
            if (within(middle, degrees) < share) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return Math.sqrt(degrees) * Math.tan((from + to) / 2);
    }

    /**
     * The share between −t and t.
     *
     * @param angle atan(t / √degrees)
     */
    private static double within(double angle, long degrees) {
        double sine = Math.sin(angle);
        double cosine = Math.cos(angle);
        if (degrees == 1) {
            return 2 * angle / Math.PI;
        }
        boolean odd = degrees % 2 == 1;
        double term = odd ? cosine : 1;
        double sum = term;
        for (long next = odd ? 3 : 2; next < degrees && term > NEGLIGIBLE; next += 2) {
            term *= cosine * cosine * (next - 1) / next;
            sum += term;
        }
        return odd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
    }
}
