package dev.ganglion.replay.plan;

import java.util.function.UnaryOperator;

/**
 * What is known of a record before its value is read.
 *
 * @param key null if it has none
 * @param timestamp milliseconds since 1970
 * @param header gives the last header of a name; null if there is none
 */
public record TopicRecord(int partition, long offset, String key, long timestamp, UnaryOperator<String> header) {}
