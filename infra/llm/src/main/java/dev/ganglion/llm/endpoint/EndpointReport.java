package dev.ganglion.llm.endpoint;

import dev.ganglion.llm.model.Capability;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a server can do, as it showed.
 *
 * @param baseUrl without credentials
 * @param model that was asked
 * @param reachable whether anybody answered at all
 * @param problem why nothing can be asked of it, one sentence that says what to do; null if something can
 * @param findings one for each capability that was looked for; none if {@code problem} says why not
 * @param contextLength the most tokens of prompt and answer; null where the server does not say
 * @param topLogprobs the most alternatives that it gives at a written token; 0 for none
 * @param promptTopLogprobs the most alternatives that it gives at a token of the prompt; 0 for none
 */
public record EndpointReport(
        String baseUrl,
        String model,
        boolean reachable,
        String problem,
        Map<Capability, Finding> findings,
        Integer contextLength,
        int topLogprobs,
        int promptTopLogprobs) {

    /**
     * Whether the server has a capability.
     *
     * @param detail one sentence: how much of it, or why not
     */
    public record Finding(boolean able, String detail) {}

    public EndpointReport {
        Map<Capability, Finding> ordered = new EnumMap<>(Capability.class);
        ordered.putAll(findings);
        findings = Map.copyOf(ordered);
    }

    public boolean has(Capability capability) {
        Finding finding = findings.get(capability);
        return finding != null && finding.able();
    }
}
