package dev.ganglion.demo;

/**
 * A linear warm-up, then half a cosine from the peak down to 5 % of it.
 *
 * @param peak above 0
 * @param warmUpSteps 0 or more
 */
record LearningRate(double peak, int warmUpSteps) {

    private static final double FLOOR = 0.05;

    LearningRate {
        if (!(peak > 0) || peak > 1) {
            throw new UnusableInput("The learning rate must be above 0 and at most 1, not " + peak + ".");
        }
    }

    /**
     * @param step from 0
     * @param progress the part of the training that is done, 0 to 1
     */
    double at(int step, double progress) {
        double warmth = Math.min(1, (step + 1.0) / (warmUpSteps + 1.0));
        return peak * warmth * (FLOOR + (1 - FLOOR) * (1 + Math.cos(Math.PI * progress)) / 2);
    }
}
