package dev.ganglion.benchmarks.llm;

import dev.ganglion.benchmarks.neurons.SyntheticNeurons;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured.
 *
 * @param client without a service round it
 * @param calls answered with about a thousand bytes
 * @param echoes answered with the whole prompt and its logprobs
 */
record Report(SlotsBusy slots, Waiting waiting, CallRate client, CallRate calls, CallRate echoes) {

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>(slots.json());
        put(json, "calls", client);
        json.put("callBytes", client.bytes());
        put(json, "serviceCalls", calls);
        json.put("serviceCallBytes", calls.bytes());
        put(json, "echoCalls", echoes);
        json.put("echoBytes", echoes.bytes());
        json.put("echoTokens", SyntheticNeurons.TOKENS);
        put(json, "explanations", waiting.rate());
        json.put("recordBytes", waiting.recordBytes());
        json.put("records", waiting.records());
        json.put("residentMbStart", waiting.residentMbStart());
        json.put("residentMbEnd", waiting.residentMbEnd());
        json.put("cores", cores());
        return json;
    }

    private static void put(Map<String, Object> json, String name, CallRate rate) {
        json.put(name + "PerSecondPerCore", rate.perSecondPerCore());
        json.put(name + "PerSecond", rate.perSecond());
        json.put(name + "Cores", rate.cores());
    }

    String text() {
        return slots.text()
                + rate("client's calls", client, "answers of " + Answers.bytes(client.bytes()))
                + rate("service's calls", calls, "answers of " + Answers.bytes(calls.bytes()))
                + rate(
                        "echo calls",
                        echoes,
                        "answers of " + Answers.bytes(echoes.bytes()) + " about " + SyntheticNeurons.TOKENS + " tokens")
                + rate(
                        "explanations",
                        waiting.rate(),
                        "one call each, and a record of " + Answers.bytes(waiting.recordBytes()) + " to read")
                + String.format(
                        "%-23s %d MiB at first, %d MiB in the end, with %,d records waiting",
                        "memory", waiting.residentMbStart(), waiting.residentMbEnd(), waiting.records());
    }

    private static String rate(String title, CallRate rate, String what) {
        return String.format(
                "%-23s %,.0f for a second of the service's processor time; %s%n%24s%,.0f/s on the clock; %s%n",
                title, rate.perSecondPerCore(), what, "", rate.perSecond(), bound(rate));
    }

    /** The service shares the machine with the server that it asks, with the broker and with the database. */
    private static String bound(CallRate rate) {
        return String.format(
                rate.cores() > 0.8
                        ? "bound by the service's processor time: it keeps %.1f of %d cores busy"
                        : "bound by what is around the service, which keeps %.1f of %d cores busy",
                rate.cores(),
                cores());
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }
}
