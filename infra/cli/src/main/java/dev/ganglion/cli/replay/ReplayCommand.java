package dev.ganglion.cli.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ganglion.cli.options.DollarsOption;
import dev.ganglion.cli.options.RecipeSelector;
import dev.ganglion.cli.options.RecipesDirectory;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes through a topic once more, with a recipe, a selection and an end. */
@Command(
        name = "replay",
        description = {
            "Has a service go through what is recorded once more, with a recipe, a selection and an end: where the topic"
                    + " ends now. The results stand beside the old ones; the running services are left alone.",
            "A replay that was stopped or killed goes on where it was, with --id."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion replay explainer --recipe terse --recipes-dir ./recipes --layers 12-20 --dry-run",
            "  infra/ganglion replay simulator --recipe prompt-logprobs --below 0.2 --replicas 3 --yes --budget 5",
            "  infra/ganglion replay simulator --recipe token-lookup --explanations-of random --sample 500 --seed 1",
            "  infra/ganglion replay explainer --id replay.explainer.terse-1a2b3c4d.20261123T120133",
            "  infra/ganglion replay scorer --kubernetes --replicas 4 | kubectl apply -f -",
            "",
            "Exit codes: 0 at its end; 2 wrong use; 3 the budget is spent; else what its process exited with."
        })
public final class ReplayCommand implements Callable<Integer> {

    public static final int MOST_REPLICAS = 32;

    /** Which service. */
    public enum Service {
        EXPLAINER(ServiceProgram.EXPLAINER),
        SIMULATOR(ServiceProgram.SIMULATOR),
        SCORER(ServiceProgram.SCORER);

        private final ServiceProgram program;

        Service(ServiceProgram program) {
            this.program = program;
        }

        /** As a person writes it, and a recipe. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        ServiceProgram program() {
            return program;
        }
    }

    @Parameters(paramLabel = "SERVICE", description = "explainer, simulator or scorer")
    private Service service;

    @Option(
            names = "--recipe",
            paramLabel = "RECIPE",
            converter = RecipeSelector.class,
            description = "NAME or NAME@DIGEST; the scorer has none")
    private String recipe;

    @Option(names = "--id", paramLabel = "ID", description = "go on with this one, or join it; or call a new one so")
    private String id;

    @Mixin
    private ReplaySelection selection;

    @Option(names = "--dry-run", description = "say how many neurons and what it will cost, and do nothing")
    private boolean dryRun;

    @Option(names = "--replicas", paramLabel = "N", description = "so many processes share the work (default: 1)")
    private int replicas = 1;

    @Option(
            names = "--budget",
            paramLabel = "DOLLARS",
            converter = DollarsOption.class,
            description = "what the recipe may spend in all from now on (default: as it is)")
    private Double budget;

    @Option(names = "--yes", description = "spend without asking")
    private boolean yes;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Option(
            names = "--kubernetes",
            description = "print a Job that does it, instead of doing it; needs no running stack")
    private boolean kubernetes;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "with --kubernetes: the service's image (default: ganglion/<service>:latest)")
    private String image;

    @Mixin
    private RecipesDirectory recipes;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        check();
        List<String> selected = selection.arguments(service.program(), kubernetes);
        PrintWriter out = spec.commandLine().getOut();
        if (kubernetes) {
            out.print(manifest(selected));
            out.flush();
            return 0;
        }
        Replays replays = new Replays(Installation.find(), recipes, replicas, budget, yes);
        Replays.Request request = new Replays.Request(service, recipe, id, selected);
        Replays.Prepared prepared = replays.prepare(request);
        List<Downstream> downstream = replays.downstream(prepared);
        if (dryRun) {
            out.println(
                    json
                            ? ReplayText.planJson(prepared.plan(), downstream)
                            : ReplayText.plan(prepared.plan(), downstream));
            out.flush();
            return 0;
        }
        Terminal.say(ReplayText.plan(prepared.plan(), downstream));
        if (!replays.mayBegin(List.of(prepared))) {
            return 0;
        }
        ReplayRun.Outcome outcome = replays.run(prepared);
        Integer deadLetters = ReplayDeadLetters.count(replays.stack(), prepared.plan(), outcome.id());
        print(out, prepared.plan(), outcome, deadLetters);
        return outcome.code();
    }

    private void print(PrintWriter out, ReplayPlan plan, ReplayRun.Outcome outcome, Integer deadLetters)
            throws JsonProcessingException {
        if (json) {
            out.println(ReplayText.outcomeJson(plan, outcome, deadLetters));
        } else if (outcome.code() == 0) {
            out.println(ReplayText.outcome(plan, outcome, deadLetters));
        }
        out.flush();
    }

    private void check() {
        if (service == Service.SCORER && recipe != null) {
            throw Refusal.badInput("the scorer has no recipes: leave out --recipe");
        }
        if (service != Service.SCORER && recipe == null && id == null) {
            throw Refusal.badInput("say with --recipe what to replay with, or with --id which replay to go on with");
        }
        if (id != null && !ReplayId.isValid(id)) {
            throw Refusal.badInput("--id must be letters, digits, dots, hyphens and underscores, at most 200");
        }
        if (replicas < 1 || replicas > MOST_REPLICAS) {
            throw Refusal.badInput("--replicas must be 1 to " + MOST_REPLICAS);
        }
        if (image != null && !kubernetes) {
            throw Refusal.badInput("--image is for --kubernetes");
        }
        if (kubernetes) {
            checkKubernetes();
        }
    }

    private void checkKubernetes() {
        if (dryRun || json) {
            throw Refusal.badInput("--kubernetes prints a Job: leave out " + (dryRun ? "--dry-run" : "--json"));
        }
        if (recipes.checked() != null) {
            throw Refusal.badInput("--recipes-dir is a directory of this machine: put the recipes into the ConfigMap "
                    + ReplayJob.RECIPES + ", which the Job mounts");
        }
    }

    private String manifest(List<String> selected) {
        List<String> arguments = new ArrayList<>();
        if (recipe != null) {
            arguments.addAll(List.of("--recipe", recipe));
        }
        arguments.addAll(selected);
        String frozen = id == null ? ReplayId.of(service.toString(), recipe, Instant.now()) : id;
        return new ReplayJob(service.program(), frozen, arguments, replicas, image, budget).yaml();
    }
}
