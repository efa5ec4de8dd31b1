package dev.ganglion.cli.interchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ganglion.cli.interchange.OpenAiPieces.Extra;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.interchange.openai.PublishedExplanations;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Neurons that others have recorded and published. */
@Command(
        name = "import",
        description = "Brings published neurons in, so that the chain explains them without running the model.",
        mixinStandardHelpOptions = true,
        subcommands = {ImportCommand.OpenAi.class, ImportCommand.Neuronpedia.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion import openai az://openaipublic/neuron-explainer --layers 31 --neurons 0-99",
            "  infra/ganglion import openai ./neuron-explainer --dry-run",
            "  infra/ganglion import neuronpedia ./exports/gpt2-small/6-res-jb"
        })
public final class ImportCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** OpenAI's published neurons, and whatever is in their layout. */
    @Command(
            name = "openai",
            description = {
                "Imports neurons in the layout of OpenAI's published ones: data/collated-activations/LAYER/NEURON.json.",
                "Each becomes a record on neuron-activations; the running stack explains, simulates and scores it. Doing it"
                        + " twice changes nothing."
            },
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  infra/ganglion import openai az://openaipublic/neuron-explainer --layers 31 --neurons 0-99",
                "      A hundred neurons of GPT-2 XL, of 307,200.",
                "  infra/ganglion import openai https://openaipublic.blob.core.windows.net/neuron-explainer/gpt2_small_data"
                        + " --model gpt2",
                "  infra/ganglion import openai ./neuron-explainer --resume",
                "",
                "The model is gpt2-xl if --model does not say otherwise. A web server does not list its files: for models"
                        + " other than gpt2-xl and gpt2 say which --layers and --neurons. A file has at most 2 MiB.",
                "Exit codes: 1 some files could not be used, and are listed; 2 there is nothing of the kind."
            })
    static final class OpenAi implements Callable<Integer> {

        private static final int MOST_AT_A_TIME = 64;

        @Mixin
        private ImportOptions options;

        @CommandLine.Option(
                names = "--concurrency",
                paramLabel = "N",
                description = "files in work at a time (default: 8 on the web, else 2)")
        private Integer concurrency;

        @CommandLine.Option(
                names = "--related-tokens",
                description =
                        "read the published means of tokens too (related-tokens/activation-based), and put them into"
                                + " the token table. They are over held-out text too, so the baseline's scores are too good")
        private boolean tokens;

        @CommandLine.Option(
                names = "--explanations",
                description = "import the published explanations and their simulations too, under the recipe"
                        + " openai-published; scores are computed anew. Simulators that run simulate them again, paid ones"
                        + " for money")
        private boolean explanations;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException, JsonProcessingException {
            PublishedSource source = options.source();
            String model = options.model("gpt2-xl");
            Set<Extra> extras = EnumSet.noneOf(Extra.class);
            if (tokens) {
                extras.add(Extra.TOKENS);
            }
            if (explanations) {
                extras.add(Extra.EXPLANATIONS);
            }
            OpenAiPieces pieces = OpenAiPieces.of(
                    source, model, options.dataset(source), extras, options.layers(), options.neurons());
            int atATime = concurrency == null ? source.isAddress() ? 8 : 2 : concurrency;
            if (atATime < 1 || atATime > MOST_AT_A_TIME) {
                throw Refusal.badInput("--concurrency must be 1 to " + MOST_AT_A_TIME);
            }
            return options.run(
                    spec.commandLine(),
                    "openai",
                    model,
                    source,
                    pieces.pieces(),
                    pieces.count(),
                    atATime,
                    explanations ? PublishedExplanations.recipes() : List.of());
        }
    }

    /** Neuronpedia's exports. */
    @Command(
            name = "neuronpedia",
            description = {
                "Imports features from Neuronpedia's batches of activations: activations/batch-N.jsonl.gz (or .jsonl) below a"
                        + " source's directory, or below the directory of several.",
                "The activations with the highest maximum become the top excerpts; those drawn from intervals are shown, and"
                        + " scored on by nobody. There are no random ones, so scores are on top excerpts alone."
            },
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  infra/ganglion import neuronpedia https://neuronpedia-datasets.s3.amazonaws.com/v1/gpt2-small/6-res-jb"
                        + " --neurons 0-99",
                "  infra/ganglion import neuronpedia ./exports",
                "",
                "A feature is gpt2-small/6-resjb/17 here. One with fewer than 8 top activations cannot be scored, and is"
                        + " refused. A batch has at most 1 GiB and 10 million tokens.",
                "Exit codes: 1 some could not be used, and are listed; 2 there is nothing of the kind."
            })
    static final class Neuronpedia implements Callable<Integer> {

        @Mixin
        private ImportOptions options;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException, JsonProcessingException {
            PublishedSource source = options.source();
            String model = options.model(null);
            NeuronpediaPieces pieces =
                    NeuronpediaPieces.of(source, model, options.dataset(source), options.layers(), options.neurons());
            return options.run(spec.commandLine(), "neuronpedia", model, source, pieces.pieces(), 0, 1, List.of());
        }
    }
}
