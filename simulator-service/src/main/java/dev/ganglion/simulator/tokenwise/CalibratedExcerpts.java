package dev.ganglion.simulator.tokenwise;

import dev.ganglion.events.ActivationScale;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import dev.ganglion.events.Split;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Simulated excerpts in one unit.
 *
 * <p>Calibration is learnt on the split calibration and applied to the others. The excerpts it was learnt on are not
 * calibrated, since a score over them would be over what was fitted: they are only brought into the neuron's unit, in which
 * the 10 of a prompt is the neuron's maximum. That leaves their correlation as it was, so candidates can be chosen by it.
 *
 * <p>Where nothing can be learnt (fewer than two excerpts, or activations that do not vary) nothing is calibrated, and
 * the scale says so.
 */
record CalibratedExcerpts(ActivationScale scale, List<SimulatedExcerpt> excerpts) {

    private static final int FEWEST_EXCERPTS = 2;
    private static final double MOST = 10;

    /**
     * @param simulated 0 to 10
     * @param maximum the neuron's largest activation over the corpus
     */
    static CalibratedExcerpts of(Calibration calibration, List<SimulatedExcerpt> simulated, double maximum) {
        Optional<DoubleUnaryOperator> learnt = learnt(
                calibration,
                simulated.stream()
                        .filter(excerpt -> excerpt.split() == Split.CALIBRATION)
                        .toList());
        if (learnt.isEmpty()) {
            return new CalibratedExcerpts(ActivationScale.SIMULATED_NORMALIZED_ACTIVATIONS, simulated);
        }
        DoubleUnaryOperator unit = activation -> activation / MOST * maximum;
        return new CalibratedExcerpts(
                ActivationScale.NEURON_ACTIVATIONS,
                simulated.stream()
                        .map(excerpt -> with(excerpt, excerpt.split() == Split.CALIBRATION ? unit : learnt.get()))
                        .toList());
    }

    private static Optional<DoubleUnaryOperator> learnt(Calibration calibration, List<SimulatedExcerpt> from) {
        return from.size() < FEWEST_EXCERPTS
                ? Optional.empty()
                : calibration.fit(
                        from.stream()
                                .flatMapToDouble(excerpt -> counted(excerpt.simulated()))
                                .toArray(),
                        from.stream()
                                .flatMapToDouble(excerpt -> counted(excerpt.actual()))
                                .toArray());
    }

    private static DoubleStream counted(ActivationValues values) {
        return IntStream.range(Excerpt.FIRST_COUNTED, values.size()).mapToDouble(values::get);
    }

    private static SimulatedExcerpt with(SimulatedExcerpt excerpt, DoubleUnaryOperator conversion) {
        double[] converted = IntStream.range(0, excerpt.simulated().size())
                .mapToDouble(i -> conversion.applyAsDouble(excerpt.simulated().get(i)))
                .toArray();
        return new SimulatedExcerpt(
                excerpt.id(), excerpt.set(), excerpt.split(), excerpt.actual(), ActivationValues.of(converted));
    }
}
