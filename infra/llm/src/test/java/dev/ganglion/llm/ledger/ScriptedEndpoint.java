package dev.ganglion.llm.ledger;

import dev.ganglion.llm.endpoint.Endpoint;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.ModelRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** A server that does as it is told, and counts its calls. */
final class ScriptedEndpoint implements Endpoint {

    private final BiFunction<String, Integer, Uni<Completion>> script;
    private final List<String> prompts = new CopyOnWriteArrayList<>();

    /** @param script what comes of a prompt at a call, from 1 */
    ScriptedEndpoint(BiFunction<String, Integer, Uni<Completion>> script) {
        this.script = script;
    }

    /** Answers at once: 10 tokens read, 5 written. */
    static ScriptedEndpoint answering() {
        return new ScriptedEndpoint((prompt, call) -> Uni.createFrom().item(Asked.said("re: " + prompt, 10, 5)));
    }

    @Override
    public String url() {
        return "http://model.example/v1";
    }

    @Override
    public Uni<Completion> call(ModelRequest request, long tokens) {
        return Uni.createFrom().deferred(() -> {
            String prompt = request.texts().get(0);
            synchronized (prompts) {
                prompts.add(prompt);
                return script.apply(prompt, prompts.size());
            }
        });
    }

    int calls() {
        return prompts.size();
    }

    List<String> prompts() {
        return List.copyOf(prompts);
    }
}
