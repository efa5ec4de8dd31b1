package dev.ganglion.benchmarks.results;

import dev.ganglion.benchmarks.surroundings.BenchmarkException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks at fixed moments, whether or not what was asked before is answered: a slow answer does not spare the service the
 * questions that come meanwhile. How long one took counts from the moment it was due. It stops by itself, and has never
 * more than some hundred questions open.
 */
final class Requests {

    private static final int MOST_OPEN = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String address;
    private final SyntheticExplanations synthetic;
    private final int pages;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * @param address the service's, ending in a slash
     * @param pages how many neurons have a record
     */
    Requests(String address, SyntheticExplanations synthetic, int pages) {
        this.address = address;
        this.synthetic = synthetic;
        this.pages = pages;
    }

    /**
     * How long answers took.
     *
     * @param milliseconds sorted [requests]
     */
    record Latencies(double[] milliseconds) {

        double percentile(double part) {
            return milliseconds[(int) Math.ceil(part * milliseconds.length) - 1];
        }
    }

    private record Answer(RequestKind kind, double milliseconds) {}

    /** Asks for so long; fails if any answer is not 200. */
    Map<RequestKind, Latencies> ask(int perSecond, Duration time, long seed) throws InterruptedException {
        Random random = new Random(seed);
        Semaphore open = new Semaphore(MOST_OPEN);
        ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
        AtomicReference<String> failure = new AtomicReference<>();
        List<CompletableFuture<?>> all = new ArrayList<>();
        long requests = time.toSeconds() * perSecond;
        long begin = System.nanoTime();
        for (long i = 0; i < requests && failure.get() == null; i++) {
            long due = begin + i * 1_000_000_000L / perSecond;
            Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            if (!open.tryAcquire()) {
                throw new BenchmarkException(MOST_OPEN + " questions are not answered: it does not keep up");
            }
            RequestKind kind = RequestKind.any(random);
            String path = kind.path(random, synthetic, pages);
            all.add(send(path).whenComplete((answer, failed) -> {
                answers.add(new Answer(kind, (System.nanoTime() - due) / 1e6));
                open.release();
                if (failed != null || answer.statusCode() != 200) {
                    failure.compareAndSet(
                            null, "GET /" + path + ": " + (failed == null ? answer.statusCode() : failed));
                }
            }));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .exceptionally(failed -> null)
                .join();
        if (failure.get() != null) {
            throw new BenchmarkException(failure.get());
        }
        return byKind(answers);
    }

    private CompletableFuture<HttpResponse<Void>> send(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    private static Map<RequestKind, Latencies> byKind(Iterable<Answer> answers) {
        Map<RequestKind, List<Double>> times = new EnumMap<>(RequestKind.class);
        answers.forEach(answer -> times.computeIfAbsent(answer.kind(), kind -> new ArrayList<>())
                .add(answer.milliseconds()));
        Map<RequestKind, Latencies> sorted = new EnumMap<>(RequestKind.class);
        times.forEach((kind, list) -> {
            double[] milliseconds =
                    list.stream().mapToDouble(Double::doubleValue).toArray();
            Arrays.sort(milliseconds);
            sorted.put(kind, new Latencies(milliseconds));
        });
        return sorted;
    }
}
