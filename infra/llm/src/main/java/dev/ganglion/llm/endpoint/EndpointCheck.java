package dev.ganglion.llm.endpoint;

import dev.ganglion.llm.endpoint.EndpointReport.Finding;
import dev.ganglion.llm.endpoint.Transport.Answer;
import dev.ganglion.llm.model.Capability;
import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.CompletionRequest;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.Message;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.ModelSettings;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds out what a server can do by asking it for a few tokens: three calls if all goes well, seven at most, in less than ten
 * seconds. What a server does not do within that time counts as not able, and the report says so.
 */
public final class EndpointCheck {

    /** Alternatives asked for: the most that OpenAI gives, the most that its completions give, none. */
    private static final int[] TOP_LOGPROBS = {20, 5, 0};

    private static final Duration PATIENCE = Duration.ofSeconds(9);
    private static final int MOST_TOKENS = 16;
    private static final String PROMPT = "one two three four";

    private final EndpointSettings settings;
    private final ModelSettings model;
    private final Transport transport;
    private final Duration patience;
    private final long deadline;
    private final Map<Capability, Finding> findings = new EnumMap<>(Capability.class);
    private ServedModels models = ServedModels.UNKNOWN;
    private int topLogprobs;
    private int promptTopLogprobs;

    private EndpointCheck(EndpointSettings settings, ModelSettings model, Transport transport, Duration patience) {
        this.settings = settings;
        this.model = model;
        this.transport = transport;
        this.patience = patience;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /**
     * Looks at a server.
     *
     * @param model that the calls name; its other fields are sent as a recipe would send them
     * @return never fails for the server's fault
     */
    public static Uni<EndpointReport> of(EndpointSettings settings, ModelSettings model, Transport transport) {
        return of(settings, model, transport, PATIENCE);
    }

    static Uni<EndpointReport> of(
            EndpointSettings settings, ModelSettings model, Transport transport, Duration patience) {
        ModelSettings small = model.withMaxTokens(Math.min(MOST_TOKENS, model.maxTokens()));
        return Uni.createFrom().deferred(() -> new EndpointCheck(settings, small, transport, patience).run());
    }

    private Uni<EndpointReport> run() {
        return models().chain(failure -> failure != null ? Uni.createFrom().item(failure) : trials());
    }

    /** @return a report if there is no use in going on; else null */
    private Uni<EndpointReport> models() {
        Classifier classifier = new Classifier(settings, Clock.systemUTC());
        return transport
                .send("models", null, () -> {})
                .map(answer -> models(answer, classifier))
                .onFailure(TransportException.class)
                .recoverWithItem(e -> problem(
                        e.kind() != TransportException.Kind.UNREACHABLE,
                        e.getMessage() + ": check OPENAI_BASE_URL, and that it runs"))
                .ifNoItem()
                .after(patience.dividedBy(3))
                .recoverWithItem(() -> null);
    }

    private EndpointReport models(Answer answer, Classifier classifier) {
        if (answer.status() == 401 || answer.status() == 403) {
            return problem(true, classifier.of(answer, chat(0)).sentence());
        }
        // Not every server has this list; what matters is whether it answers.
        models = answer.status() == 200 ? ServedModels.of(answer.body(), model.name()) : ServedModels.UNKNOWN;
        return null;
    }

    private Uni<EndpointReport> trials() {
        Uni<Trial> chat = first(IntStream.of(TOP_LOGPROBS).mapToObj(this::chat).iterator())
                .invoke(this::chatted);
        Uni<Trial> completion = first(IntStream.of(TOP_LOGPROBS)
                        .<ModelRequest>mapToObj(top -> new CompletionRequest(model, PROMPT, top, top > 0))
                        .iterator())
                .invoke(this::completed);
        return Uni.combine().all().unis(chat, completion).with(this::report);
    }

    /** The first of these that the server does not refuse, or else the last. */
    private Uni<Trial> first(Iterator<? extends ModelRequest> requests) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
        return Trial.of(settings, transport, requests.next(), left)
                .chain(trial -> trial.refused() && requests.hasNext()
                        ? first(requests)
                        : Uni.createFrom().item(trial));
    }

    private ModelRequest chat(int top) {
        return new ChatRequest(model, List.of(Message.user("Count: " + PROMPT)), top, false);
    }

    private void chatted(Trial trial) {
        if (!trial.answered()) {
            found(Capability.CHAT, false, trial.failure().sentence());
            found(Capability.OUTPUT_LOGPROBS, false, "it has no chat completions");
            return;
        }
        found(Capability.CHAT, true, "it answers");
        try {
            topLogprobs = trial.alternatives(Integer.MAX_VALUE);
            found(
                    Capability.OUTPUT_LOGPROBS,
                    topLogprobs > 0,
                    topLogprobs > 0 ? topLogprobs + " alternatives at each token" : "it reports none");
        } catch (FormatFailureException e) {
            found(Capability.OUTPUT_LOGPROBS, false, "it reports what are no logprobs: " + e.getMessage());
        }
    }

    private void completed(Trial trial) {
        if (!trial.answered()) {
            found(Capability.COMPLETIONS, false, trial.failure().sentence());
            found(Capability.ECHO, false, "it has no completions");
            found(Capability.PROMPT_LOGPROBS, false, "it has no completions");
            return;
        }
        found(Capability.COMPLETIONS, true, "it answers");
        try {
            boolean echo = trial.completion().text().startsWith(PROMPT);
            found(Capability.ECHO, echo, echo ? "it repeats the prompt" : "it does not repeat the prompt");
            promptTopLogprobs = echo ? trial.alternatives(PROMPT.length()) : 0;
            found(
                    Capability.PROMPT_LOGPROBS,
                    promptTopLogprobs > 0,
                    promptTopLogprobs > 0
                            ? promptTopLogprobs + " alternatives at each token"
                            : echo ? "it repeats the prompt without logprobs" : "it does not repeat the prompt");
        } catch (FormatFailureException e) {
            found(Capability.PROMPT_LOGPROBS, false, "it reports what are no logprobs: " + e.getMessage());
        }
    }

    private void found(Capability capability, boolean able, String detail) {
        findings.put(capability, new Finding(able, detail));
    }

    private EndpointReport report(Trial chat, Trial completion) {
        if (chat.answered() || completion.answered()) {
            return new EndpointReport(
                    settings.baseUrl(),
                    model.name(),
                    true,
                    null,
                    findings,
                    models.contextLength(),
                    topLogprobs,
                    promptTopLogprobs);
        }
        // A server for chats says of completions only that they are not there.
        String sentence = chat.failure().sentence();
        return problem(
                chat.reached() || completion.reached(),
                sentence + (sentence.contains(" does not know the model ") ? models.listed() : ""));
    }

    private EndpointReport problem(boolean reached, String sentence) {
        return new EndpointReport(settings.baseUrl(), model.name(), reached, sentence, Map.of(), null, 0, 0);
    }
}
