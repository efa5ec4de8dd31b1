package dev.ganglion.subject.collation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalDouble;

/** Moments by their definition, in decimal arithmetic of 60 digits. */
final class TwoPassStatistics {

    private static final MathContext DIGITS = new MathContext(60);

    private TwoPassStatistics() {}

    static NeuronStatistics of(List<Double> values) {
        BigDecimal count = BigDecimal.valueOf(values.size());
        BigDecimal mean = values.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(count, DIGITS);
        double variance = moment(values, mean, 2);
        float maximum = (float) values.stream().mapToDouble(v -> v).max().orElseThrow();
        if (variance == 0) {
            return new NeuronStatistics(
                    values.size(), maximum, mean.doubleValue(), 0, OptionalDouble.empty(), OptionalDouble.empty());
        }
        return new NeuronStatistics(
                values.size(),
                maximum,
                mean.doubleValue(),
                variance,
                OptionalDouble.of(moment(values, mean, 3) / Math.pow(variance, 1.5)),
                OptionalDouble.of(moment(values, mean, 4) / Math.pow(variance, 2)));
    }

    private static double moment(List<Double> values, BigDecimal mean, int power) {
        return values.stream()
                .map(value -> new BigDecimal(value).subtract(mean).pow(power, DIGITS))
                .reduce(BigDecimal.ZERO, (a, b) -> a.add(b, DIGITS))
                .divide(BigDecimal.valueOf(values.size()), DIGITS)
                .doubleValue();
    }
}
