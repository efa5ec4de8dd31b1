package dev.ganglion.scorer.results;

import java.util.List;

/**
 * Part of a list.
 *
 * @param next where the next part begins, or null if this is the last
 */
public record Page<T>(List<T> items, String next) {}
