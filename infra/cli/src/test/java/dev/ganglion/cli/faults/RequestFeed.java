package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.Installation;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Shard;
import dev.ganglion.events.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Requests for one layer of the demo model, each under another name: some seconds of work, and 768 neurons. */
final class RequestFeed implements Feed {

    private static final EventCodec<ActivationRequest> CODEC = EventCodec.of(ActivationRequest.class);
    private static final int NEURONS = 768;
    private static final int PASSAGES = 400;
    private static final int MOST_UNSCORED = 2 * NEURONS;
    private static final int PERIOD_MILLIS = 25_000;

    private final int shards;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final CompletableFuture<Integer> thread;
    private final Records records;

    /** @param shards that each request's corpus is divided into; 1 for none */
    RequestFeed(Chain chain, int shards) {
        this.shards = shards;
        this.records = chain.records();
        Installation installation = chain.installation();
        Path corpus = passages(installation.demoCorpus(), chain.directory());
        thread = CompletableFuture.supplyAsync(() -> {
            int n = 0;
            Backlog backlog = new Backlog(records, MOST_UNSCORED);
            while (!stopped.get()) {
                String model = "demo-" + n++;
                for (int shard = 0; shard < shards; shard++) {
                    send(new ActivationRequest(
                            UUID.randomUUID(),
                            model,
                            installation.demoModel().toString(),
                            corpus.toString(),
                            List.of(0),
                            new Shard(shard, shards),
                            null));
                }
                for (int waited = 0;
                        !stopped.get() && (waited < PERIOD_MILLIS || backlog.isLong(n * NEURONS));
                        waited += 100) {
                    try {
                        Thread.sleep(100);
                    } catch (InterruptedException e) {
                        return n;
                    }
                }
            }
            return n;
        });
    }

    private void send(ActivationRequest request) {
        records.send(Topics.ACTIVATION_REQUESTS, request.id().toString(), CODEC.encode(request));
    }

    private static Path passages(Path corpus, Path directory) {
        try (Stream<String> lines = Files.lines(corpus)) {
            return Files.write(
                    directory.resolve("passages.jsonl"), lines.limit(PASSAGES).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int stop() {
        stopped.set(true);
        int requests = thread.join();
        records.flush();
        return requests * NEURONS;
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
