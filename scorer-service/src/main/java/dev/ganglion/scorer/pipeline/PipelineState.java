package dev.ganglion.scorer.pipeline;

import java.util.List;

/**
 * What is on the topics, and who has done how much of it.
 *
 * @param topics in the order in which work flows
 * @param groups by service and name
 */
public record PipelineState(List<TopicSize> topics, List<GroupProgress> groups) {

    /** The recipes, {@code name@digest8}, of simulators that run now, but for those that only read token tables. */
    public List<String> simulatorsOfWords() {
        return groups.stream()
                .filter(GroupProgress::isRunningSimulator)
                .map(group -> group.group().substring(group.group().indexOf('.') + 1))
                .filter(recipe -> !recipe.startsWith("token-lookup@"))
                .distinct()
                .toList();
    }
}
