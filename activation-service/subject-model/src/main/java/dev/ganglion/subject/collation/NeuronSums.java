package dev.ganglion.subject.collation;

import java.util.OptionalDouble;

/**
 * Sums of the first four powers of a neuron's activations over a part of the corpus. The powers are of the distance from an
 * origin near the neuron's mean: central moments do not depend on it, and the small variance of a neuron far from 0 is not
 * lost in rounding.
 *
 * @param count activations; there may be none
 * @param origin of the distances
 * @param first sum of the distances; the others of their powers
 */
record NeuronSums(long count, double origin, double first, double second, double third, double fourth) {

    /** Those of both parts, about this one's origin unless it is empty. */
    NeuronSums plus(NeuronSums other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        NeuronSums moved = other.about(origin);
        return new NeuronSums(
                count + moved.count,
                origin,
                first + moved.first,
                second + moved.second,
                third + moved.third,
                fourth + moved.fourth);
    }

    /** The same activations' distances from another origin: by the binomial theorem, and exactly so if it is the same. */
    private NeuronSums about(double newOrigin) {
        double d = origin - newOrigin;
        return new NeuronSums(
                count,
                newOrigin,
                first + count * d,
                second + 2 * d * first + count * d * d,
                third + 3 * d * second + 3 * d * d * first + count * d * d * d,
                fourth + 4 * d * third + 6 * d * d * second + 4 * d * d * d * first + count * d * d * d * d);
    }

    double mean() {
        return origin + first / count;
    }

    boolean isFinite() {
        return count == 0 || (Double.isFinite(mean()) && Double.isFinite(fourth));
    }

    NeuronStatistics statistics(float maximum) {
        double distance = first / count;
        double m2 = second / count;
        double m3 = third / count;
        double m4 = fourth / count;
        double variance = Math.max(0, m2 - distance * distance);
        if (variance == 0) {
            return new NeuronStatistics(count, maximum, mean(), 0, OptionalDouble.empty(), OptionalDouble.empty());
        }
        double square = distance * distance;
        double skewness = (m3 - 3 * distance * m2 + 2 * distance * square) / (variance * Math.sqrt(variance));
        double kurtosis = (m4 - 4 * distance * m3 + 6 * square * m2 - 3 * square * square) / (variance * variance);
        return new NeuronStatistics(
                count, maximum, mean(), variance, OptionalDouble.of(skewness), OptionalDouble.of(kurtosis));
    }
}
