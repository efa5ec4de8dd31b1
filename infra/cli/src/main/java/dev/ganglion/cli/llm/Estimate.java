package dev.ganglion.cli.llm;

import java.util.List;
import java.util.Locale;

/**
 * What a recipe will ask and cost for some neurons, from its prompts for a few of them. It is an upper estimate: answers
 * are counted with the most tokens they may have, questions without being asked again.
 *
 * @param recipe {@code name@digest8}
 * @param calls rounded up
 * @param dollars null if the model has no price
 */
public record Estimate(String recipe, String model, long calls, long promptTokens, long maxTokens, Double dollars) {

    /**
     * Scales the prompts of a few neurons up to all.
     *
     * @param previews of one recipe, at least one
     * @param neurons how many there will be
     */
    public static Estimate of(List<PromptPreview> previews, long neurons) {
        PromptPreview first = previews.get(0);
        double scale = (double) neurons / previews.size();
        long calls = previews.stream().mapToLong(p -> p.requests().size()).sum();
        long prompt = previews.stream().mapToLong(PromptPreview::promptTokens).sum();
        long most = previews.stream().mapToLong(PromptPreview::maxTokens).sum();
        boolean priced = previews.stream().allMatch(p -> p.dollars() != null);
        Double dollars = priced
                ? Double.valueOf(scale
                        * previews.stream().mapToDouble(PromptPreview::dollars).sum())
                : null;
        return new Estimate(
                first.recipe(), first.model(), up(calls * scale), up(prompt * scale), up(most * scale), dollars);
    }

    private static long up(double value) {
        return (long) Math.ceil(value - 1e-9);
    }

    /** One line for people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%-32s %-24s %,7d calls  %,11d tokens sent  at most %,9d received  %s",
                recipe,
                model,
                calls,
                promptTokens,
                maxTokens,
                dollars == null ? "unknown: no price" : "at most " + Dollars.text(dollars));
    }
}
