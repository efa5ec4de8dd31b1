package dev.ganglion.cli.replay;

import dev.ganglion.cli.deadletters.DeadLetterFilter;
import dev.ganglion.cli.deadletters.DeadLetters;
import dev.ganglion.cli.deadletters.DeadLettersCommand;
import dev.ganglion.cli.deadletters.DiscardCommand;
import dev.ganglion.cli.stack.ProjectionCatchUp;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Refusal;
import java.util.List;

/** What a replay could not process. */
final class ReplayDeadLetters {

    private ReplayDeadLetters() {}

    /** How many records the replay has put aside; null if the results database does not say. */
    static Integer count(StackFile stack, ReplayPlan plan, String id) throws InterruptedException {
        try {
            DeadLetters letters = DeadLettersCommand.deadLetters(stack);
            DeadLetterFilter filter = DeadLetterFilter.of(plan.service(), plan.recipe());
            letters.list(filter, "open", 1);
            if (!ProjectionCatchUp.await(stack.bootstrap(), List.of(plan.service() + "-service.dlq"))) {
                return null;
            }
            return (int) letters.list(filter, "open", DiscardCommand.MOST).letters().stream()
                    .filter(letter -> id.equals(letter.group()))
                    .count();
        } catch (Refusal e) {
            // The replay is over, whatever else does not answer.
            return null;
        }
    }
}
