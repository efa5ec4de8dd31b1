package dev.ganglion.cli.replay;

import dev.ganglion.cli.options.RecipesDirectory;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ReplayProcesses;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.stack.StackEnvironment;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import dev.ganglion.local.LocalException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Replays on the running stack of this machine: prepared, asked about, run. */
public final class Replays {

    private final Installation installation;
    private final StackFile stack;
    private final StackEnvironment environment;
    private final RecipesDirectory recipes;
    private final int replicas;
    private final Double budget;
    private final boolean yes;

    /**
     * @param replicas processes of each replay
     * @param budget dollars that a recipe may spend in all from now on; null to leave it as it is
     * @param yes whether money is spent without asking
     */
    public Replays(Installation installation, RecipesDirectory recipes, int replicas, Double budget, boolean yes) {
        this.installation = installation;
        this.stack = StackFile.running(installation);
        this.environment = new StackEnvironment(installation, stack);
        this.recipes = recipes;
        this.replicas = replicas;
        this.budget = budget;
        this.yes = yes;
    }

    public StackFile stack() {
        return stack;
    }

    /**
     * What is wanted.
     *
     * @param recipe null for the scorer, or for a replay that goes on
     * @param id null for a new one
     * @param selected options of the jar that choose records
     */
    public record Request(ReplayCommand.Service service, String recipe, String id, List<String> selected) {

        List<String> arguments(String frozenId, String frozenRecipe) {
            List<String> arguments = new ArrayList<>();
            if (frozenId != null) {
                arguments.addAll(List.of("--id", frozenId));
            }
            if (frozenRecipe != null) {
                arguments.addAll(List.of("--recipe", frozenRecipe));
            }
            arguments.addAll(selected);
            return List.copyOf(arguments);
        }
    }

    /** What it would do. */
    public record Prepared(Request request, Map<String, String> environment, ReplayPlan plan) {}

    /**
     * Asks the service's jar what the replay would do.
     *
     * @throws Refusal with the jar's own sentence, if it cannot be
     */
    public Prepared prepare(Request request) throws InterruptedException {
        ServiceProgram program = request.service().program();
        Map<String, String> settings = environment.of(program, request.recipe());
        settings.putAll(recipes.environment());
        if (budget != null) {
            settings.put("LLM_BUDGET", budget.toString());
        }
        ReplayPlan plan =
                ReplayPlan.of(installation, program, settings, request.arguments(request.id(), request.recipe()));
        return new Prepared(request, settings, plan);
    }

    /** The running simulators that will read what an explainer makes. */
    List<Downstream> downstream(Prepared prepared) throws InterruptedException {
        ReplayPlan plan = prepared.plan();
        if (prepared.request().service() != ReplayCommand.Service.EXPLAINER || plan.recipe() == null) {
            return List.of();
        }
        long neurons = plan.neurons() == null ? plan.records() : plan.neurons();
        return Downstream.of(stack, plan.recipe(), plan.asksModel(), neurons);
    }

    /** Asks before money is spent; false if the answer is no. */
    public boolean mayBegin(List<Prepared> prepared) throws IOException {
        if (yes || prepared.stream().noneMatch(one -> one.plan().asksModel())) {
            return true;
        }
        if (!Terminal.canAsk()) {
            throw Refusal.badInput(
                    "this asks a language model, which may cost money, and there is no terminal to ask on:"
                            + " add --yes");
        }
        if (Terminal.confirm("Ask it?")) {
            return true;
        }
        Terminal.say("Nothing was asked.");
        return false;
    }

    /** Runs it to its end. */
    public ReplayRun.Outcome run(Prepared prepared) throws InterruptedException {
        Request request = prepared.request();
        ServiceProgram program = request.service().program();
        String recipe = prepared.plan().recipe();
        String id =
                request.id() == null ? ReplayId.of(request.service().toString(), recipe, Instant.now()) : request.id();
        List<String> command = new ArrayList<>(program.javaCommand(installation));
        command.add("replay");
        command.addAll(request.arguments(id, request.id() == null ? recipe : request.recipe()));
        try {
            Replicas started = Replicas.start(
                    replicas, id, command, prepared.environment(), environment::log, processes -> new ReplayProcesses(
                                    installation)
                            .remember(id, processes));
            Terminal.say("Replay " + id + ", log " + environment.log(replicas == 1 ? id : id + ".1"));
            return new ReplayRun(installation, new ReplayBudget(budget), id, goOn(prepared, id)).untilDone(started);
        } catch (LocalException e) {
            throw Refusal.failed(e.getMessage(), e);
        }
    }

    private String goOn(Prepared prepared, String id) {
        StringBuilder command = new StringBuilder("infra/ganglion replay ")
                .append(prepared.request().service())
                .append(" --id ")
                .append(id);
        recipes.environment().values().forEach(directory -> command.append(" --recipes-dir ")
                .append(quoted(directory)));
        if (replicas > 1) {
            command.append(" --replicas ").append(replicas);
        }
        if (prepared.plan().asksModel()) {
            command.append(" --yes");
        }
        return command.toString();
    }

    private static String quoted(String path) {
        return path.matches("[A-Za-z0-9/._+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
