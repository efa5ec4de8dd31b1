package dev.ganglion.cli.faults;

import dev.ganglion.cli.PlayedModel;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import dev.ganglion.llm.scripted.ScriptedModelServer.Call;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * The language model: each answer takes a while, no two answers to a question are alike (so that one that was asked twice
 * would be seen), and it knows what it has answered before.
 */
final class PlayedServer implements AutoCloseable {

    private static final long USUAL_MILLIS = 250;
    /** So long the ledger may take to write an answer down. */
    private static final long WRITING_MILLIS = 500;
    /** In a row to the same question: after one more it would be put aside, and rightly so. */
    private static final int MOST_BROKEN = 2;

    private final PlayedModel model = new PlayedModel();
    private final Map<String, Integer> answered = new ConcurrentHashMap<>();
    /** Answers in a row to a question that are none, though their status says so. */
    private final Map<String, Integer> broken = new ConcurrentHashMap<>();
    /** When each answer goes out, by {@link System#nanoTime()}. */
    private final Queue<Long> leaving = new ConcurrentLinkedQueue<>();

    private final AtomicInteger ordinal = new AtomicInteger();
    private volatile UnaryOperator<Reply> mood = reply -> reply;
    private volatile ScriptedModelServer server;

    PlayedServer() {
        server = listen(0);
    }

    private ScriptedModelServer listen(int port) {
        return ScriptedModelServer.start(port).forgetful().script(this::answer);
    }

    String baseUrl() {
        return server.baseUrl();
    }

    /** Changes every answer from now on, for example into a refusal; {@code reply -> reply} is well again. */
    void mood(UnaryOperator<Reply> change) {
        mood = change;
    }

    /** Closes the connections and is away for so long. */
    void awayFor(long millis) throws InterruptedException {
        int port = server.port();
        server.close();
        Thread.sleep(millis);
        server = listen(port);
    }

    /**
     * Calls that waited for their answer at a moment or began since, or had it so shortly before that nobody may have written it
     * down.
     *
     * @param at by {@link System#nanoTime()}
     */
    int unsettled(long at) {
        long before = at - TimeUnit.MILLISECONDS.toNanos(WRITING_MILLIS);
        leaving.removeIf(left -> left - before < 0);
        return leaving.size();
    }

    /** How often a question was answered well that had been answered well before. */
    int repeated() {
        return answered.values().stream().mapToInt(times -> times - 1).sum();
    }

    private Reply answer(Call call) {
        Reply usual = call.path().equals("chat/completions")
                ? Reply.chat("words of the sea, as seen the " + ordinal.incrementAndGet() + "th time")
                : model.apply(call);
        if (call.path().equals("models")) {
            return usual;
        }
        String question = call.path() + call.body();
        Reply reply = mood.apply(usual.after(USUAL_MILLIS));
        if (reply.status() == 200 && !isWell(reply, usual) && broken.merge(question, 1, Integer::sum) > MOST_BROKEN) {
            reply = usual.after(USUAL_MILLIS);
        }
        if (isWell(reply, usual)) {
            broken.remove(question);
            leaving.add(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(reply.millis()));
            answered.merge(question, 1, Integer::sum);
        }
        return reply;
    }

    private static boolean isWell(Reply reply, Reply usual) {
        return reply.status() == 200 && reply.cutAfter() < 0 && reply.body() == usual.body();
    }

    @Override
    public void close() {
        server.close();
    }
}
