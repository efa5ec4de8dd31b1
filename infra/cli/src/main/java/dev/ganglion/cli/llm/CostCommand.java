package dev.ganglion.cli.llm;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.stack.GroupLag;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What was spent, and what the rest will cost. */
@Command(
        name = "cost",
        description = {
            "Says what each recipe has spent by model and neuron, and what the rest of its topic will cost.",
            "The rest is what is recorded and not yet done, at the price of the neurons so far."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  infra/ganglion cost", "  infra/ganglion cost --json"})
public final class CostCommand implements Callable<Integer> {

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        StackFile stack = StackFile.running(Installation.find());
        PrintWriter out = spec.commandLine().getOut();
        try (GroupLag lag = new GroupLag(stack.bootstrap())) {
            List<LlmApi.Cost> costs = new RunningRecipes(stack).any().costs();
            List<Bill> bills = Bill.of(costs, lag, new Results(stack.viewer()));
            out.println(json ? json(bills) : text(bills));
        } catch (IOException e) {
            throw Refusal.failed("the ledger does not answer: " + e.getMessage(), e);
        }
        out.flush();
        return 0;
    }

    static String json(List<Bill> bills) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("recipes", bills.stream().map(Bill::fields).toList());
        all.put("spent", bills.stream().mapToDouble(Bill::spent).sum());
        return new JsonMapper().writeValueAsString(all);
    }

    static String text(List<Bill> bills) {
        if (bills.isEmpty()) {
            return "Nothing was spent: no recipe that asks a model has run.";
        }
        StringBuilder text = new StringBuilder(String.format(
                "%-9s  %-36s  %-20s %9s %9s %8s %8s %10s %8s %10s%n",
                "service",
                "recipe",
                "model",
                "spent",
                "budget",
                "calls",
                "neurons",
                "per neuron",
                "to come",
                "will cost"));
        for (Bill bill : bills) {
            LlmApi.Cost cost = bill.cost();
            text.append(String.format(
                    Locale.ROOT,
                    "%-9s  %-36s  %-20s %9s %9s %,8d %,8d %10s %8s %10s%n",
                    cost.service(),
                    Terminal.plain(cost.recipe()),
                    Terminal.plain(String.valueOf(cost.model())),
                    Dollars.text(cost.known()),
                    cost.budget() == null ? "none" : Dollars.text(cost.budget()),
                    cost.calls(),
                    cost.neurons(),
                    cost.neurons() == 0 ? "–" : Dollars.text(cost.dollarsPerNeuron()),
                    bill.remaining() == null ? "unknown" : String.format(Locale.ROOT, "%,d", bill.remaining()),
                    Dollars.text(bill.toCome())));
        }
        double unconfirmed = bills.stream().mapToDouble(Bill::unconfirmed).sum();
        text.append("Spent in all: ")
                .append(Dollars.text(bills.stream().mapToDouble(Bill::spent).sum()));
        if (unconfirmed > 0) {
            text.append("; ")
                    .append(Dollars.text(unconfirmed))
                    .append(" more is counted for calls without an answer, which the server may bill");
        }
        if (bills.stream().anyMatch(bill -> bill.cost().unpriced() > 0)) {
            text.append("; what models without a price cost is unknown (LLM_PRICES)");
        }
        return text.append('.').toString();
    }
}
