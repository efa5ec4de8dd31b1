package dev.ganglion.scorer.results.summary;

import java.util.Comparator;

/** A layer of a model, and where in it. */
public record Place(String model, int layer, String site) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::model).thenComparing(Place::layer).thenComparing(Place::site);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
