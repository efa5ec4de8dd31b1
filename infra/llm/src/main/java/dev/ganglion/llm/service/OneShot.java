package dev.ganglion.llm.service;

import dev.ganglion.events.EventException;
import dev.ganglion.llm.model.UnanswerableException;
import dev.ganglion.llm.recipe.RecipeException;
import picocli.CommandLine;

/** Runs a command instead of the service. */
final class OneShot {

    private OneShot() {}

    /** Returns the exit code: 2 and one sentence for bad input. */
    static int run(String service, Object command, String... arguments) {
        return new CommandLine(command)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (!(failure instanceof RecipeException
                            || failure instanceof EventException
                            || failure instanceof UnanswerableException
                            || failure instanceof IllegalArgumentException)) {
                        throw failure;
                    }
                    line.getErr().println(service + "-service: " + failure.getMessage());
                    return RecipeProgram.BAD_INPUT;
                })
                .execute(arguments);
    }
}
