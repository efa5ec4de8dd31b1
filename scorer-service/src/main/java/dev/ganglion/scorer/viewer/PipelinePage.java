package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.pipeline.GroupProgress;
import dev.ganglion.scorer.pipeline.PipelineState;
import dev.ganglion.scorer.results.DeadLetter;
import dev.ganglion.scorer.results.Page;
import java.util.List;

/**
 * What is on the topics, what waits, and what failed.
 *
 * @param away whether the broker does not answer; then there are no topics and no groups
 * @param failures open dead letters, the first of them
 * @param more whether there are more
 */
record PipelinePage(
        boolean away, List<Topic> topics, List<Group> groups, List<DeadLettersPage.Row> failures, boolean more) {

    private static final int LONGEST_NAME = 120;
    private static final int THOUSAND = 1000;

    /** @param meaning what its records are */
    record Topic(String name, String records, String meaning) {}

    /**
     * @param done of a bar of 1,000
     * @param state {@code done}, {@code working}, or why nothing goes on
     */
    record Group(String name, String topic, int done, String waiting, String state, boolean stopped) {}

    /** Of the page. */
    public String title() {
        return "Pipeline";
    }

    /** @param state null if the broker does not answer */
    static PipelinePage of(PipelineState state, Page<DeadLetter> failures) {
        return new PipelinePage(
                state == null,
                state == null
                        ? List.of()
                        : state.topics().stream()
                                .map(topic -> new Topic(
                                        topic.topic(), Figures.count(topic.records()), meaning(topic.topic())))
                                .toList(),
                state == null
                        ? List.of()
                        : state.groups().stream().map(PipelinePage::group).toList(),
                failures.items().stream().map(DeadLettersPage::row).toList(),
                failures.next() != null);
    }

    private static String meaning(String topic) {
        return switch (topic) {
            case "neuron-activations" -> "records of neurons: what makes each fire";
            case "explanations" -> "what each recipe says of a neuron";
            case "simulations" -> "what a neuron should do, going by the words alone";
            case "scores" -> "how well that matches what it did";
            default -> "";
        };
    }

    private static Group group(GroupProgress group) {
        boolean stopped = group.members() == 0 && group.waiting() > 0;
        return new Group(
                ShownText.prose(group.group(), LONGEST_NAME),
                group.topic(),
                group.doneOfThousand(),
                group.waiting() == 0 ? "" : Figures.count(group.waiting()),
                group.waiting() == 0 ? "done" : stopped ? "not running" : "working",
                stopped);
    }

    /** Width of the whole bar. */
    public int whole() {
        return THOUSAND;
    }
}
