package dev.ganglion.scorer.results.export;

import dev.ganglion.scorer.results.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A list that is given out in pages, from its first page to its last. */
public final class Pages {

    private Pages() {}

    /**
     * All pages. The next is asked for when the one before has been taken, so there is never more than one at hand.
     *
     * @param page by where it begins, null for the first
     */
    public static <T> Multi<List<T>> of(Function<String, Uni<Page<T>>> page) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<String>(), after -> page.apply(after.get())
                        .invoke(read -> after.set(read.next())))
                .whilst(read -> read.next() != null)
                .map(Page::items)
                .filter(items -> !items.isEmpty());
    }
}
