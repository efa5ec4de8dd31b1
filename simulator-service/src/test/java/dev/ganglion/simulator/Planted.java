package dev.ganglion.simulator;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What a faithful model believes of each token: any other model would have to be told, and this one tells it back. */
public final class Planted {

    private static final double KNOWN = 0.75;

    private Planted() {}

    /** The probability of each activation at a position of an excerpt; they add up to less than 1. */
    public static Map<Integer, Double> at(int position, String shown) {
        Random random = new Random(31L * position + shown.hashCode());
        Map<Integer, Double> believed = new TreeMap<>();
        int several = 1 + random.nextInt(4);
        for (int i = 0; i < several; i++) {
            believed.merge(random.nextInt(11), KNOWN / several * (0.5 + random.nextDouble() / 2), Double::sum);
        }
        return believed;
    }

    /** Σ activation · probability / Σ probability. */
    public static double expected(int position, String shown) {
        Map<Integer, Double> believed = at(position, shown);
        double sum = believed.values().stream().mapToDouble(p -> p).sum();
        double weighted = believed.entrySet().stream()
                .mapToDouble(belief -> belief.getKey() * belief.getValue())
                .sum();
        return Math.min(10, weighted / sum);
    }

    /** The likeliest activation. */
    public static int likeliest(int position, String shown) {
        return at(position, shown).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }
}
