package dev.ganglion.cli.interchange;

import dev.ganglion.cli.options.RecipeSelector;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The results, in layouts that others' viewers and tools read. */
@Command(
        name = "export",
        description = "Writes records, explanations and scored simulations as files that others read.",
        mixinStandardHelpOptions = true,
        subcommands = {ExportCommand.OpenAi.class, ExportCommand.Neuronpedia.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion export openai ./published --model ganglion-demo",
            "  infra/ganglion export neuronpedia ./exports --model ganglion-demo --explainer token-activation-pairs"
        })
public final class ExportCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The layout of OpenAI's published neurons. */
    @Command(
            name = "openai",
            description = {
                "Writes neurons in the layout of OpenAI's published ones, below DIR/data: collated-activations, explanations,"
                        + " related-tokens and related-neurons, a file for each neuron.",
                "A neuron's explanations are one line; a score that is undefined is null."
            },
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  infra/ganglion export openai ./published --model ganglion-demo",
                "  infra/ganglion export openai ./published --layers 31 --explainer terse --simulator json --resume"
            })
    static final class OpenAi implements Callable<Integer> {

        @Mixin
        private ExportOptions options;

        @Option(
                names = "--simulator",
                paramLabel = "RECIPE",
                converter = RecipeSelector.class,
                description = "only simulations of this recipe: NAME or NAME@DIGEST (default: all)")
        private String simulator;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            return options.run(
                    spec.commandLine(),
                    true,
                    extent -> new OpenAiWriter(options.directory(), options.explainer(), new RecipeChoice(simulator)));
        }
    }

    /** Neuronpedia's layout. */
    @Command(
            name = "neuronpedia",
            description = {
                "Writes neurons as batches of 1,024 that Neuronpedia imports, below DIR/MODEL/LAYER-mlp: features,"
                        + " activations and explanations in words.",
                "Scores are not among what it imports so."
            },
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  infra/ganglion export neuronpedia ./exports --model ganglion-demo",
                "  infra/ganglion export neuronpedia ./exports --layers 31 --explainer terse --resume"
            })
    static final class Neuronpedia implements Callable<Integer> {

        @Mixin
        private ExportOptions options;

        @Option(
                names = "--creator",
                paramLabel = "ID",
                defaultValue = "clkht01d40000jv08hvalcvly",
                description =
                        "the user, in the database that imports it, whose the rows are (default: ${DEFAULT-VALUE},"
                                + " that of a new Neuronpedia)")
        private String creator;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            return options.run(
                    spec.commandLine(),
                    false,
                    extent -> new NeuronpediaWriter(
                            options.directory(), creator, options.explainer(), extent.layers(), extent.perLayer()));
        }
    }
}
