package dev.ganglion.scorer.pipeline;

/**
 * A topic.
 *
 * @param records that it holds
 */
public record TopicSize(String topic, long records) {}
