package dev.ganglion.activation.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.subject.hub.Hub;
import dev.ganglion.subject.hub.HubModelId;
import dev.ganglion.subject.hub.HubSettings;
import dev.ganglion.subject.hub.HubSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a model from the hub and prints where it is. */
@Command(
        name = "infra/ganglion download",
        header = "Brings a model from the Hugging Face hub into its cache, and prints the directory.",
        sortOptions = false,
        usageHelpWidth = 120,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion download openai-community/gpt2-xl",
            "  infra/ganglion download EleutherAI/pythia-70m@step1000 --json",
            "",
            "The files are config.json, the tokenizer and the weights as safetensors. They are checked, kept in the"
                    + " cache that",
            "the hub's Python library uses, and not fetched twice. What was cut off goes on where it was.",
            "Environment: HF_ENDPOINT, HF_HOME, HF_HUB_CACHE, HF_HUB_OFFLINE, HF_TOKEN (for gated and private models)."
        })
public final class DownloadCommand implements Callable<Integer> {

    /** The argument that asks for this instead of the service. */
    public static final String NAME = "download";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ID",
            description = "The model: organisation/name, and @revision behind it for another than its newest.")
    private String id;

    @Option(
            names = "--json",
            description = "Print one JSON object: model (with the commit as its revision), name (what its neurons are"
                    + " called), directory.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private final Map<String, String> environment;

    DownloadCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Does it and returns the exit code: 0, or 2 if the model cannot be had. */
    public static int run(String... arguments) {
        OneShot.silenceLibraries();
        return OneShot.run(
                new DownloadCommand(System.getenv()),
                NAME,
                OneShot.writer(System.out),
                OneShot.writer(System.err),
                arguments);
    }

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        HubModelId model = HubModelId.parse(id);
        DownloadLine line = new DownloadLine(spec.commandLine().getErr(), OneShot.isTerminal());
        HubSnapshot snapshot;
        try {
            snapshot = Hub.hasty(HubSettings.of(environment)).snapshot(model, line);
        } finally {
            line.end();
        }
        Map<String, String> found = new LinkedHashMap<>();
        found.put("model", snapshot.model().toString());
        found.put("name", model.slug());
        found.put("directory", snapshot.directory().toString());
        spec.commandLine().getOut().println(json ? new JsonMapper().writeValueAsString(found) : found.get("directory"));
        return 0;
    }
}
