package dev.ganglion.subject.hub;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Writes a body to the disk as it comes. Its result says whether that was the whole body. */
final class BlobSubscriber implements BodySubscriber<Boolean> {

    private final PartialBlob blob;
    private final CompletableFuture<Boolean> result = new CompletableFuture<>();
    private Subscription subscription;

    /** @param blob null for a body that nobody wants, of which nothing is read */
    BlobSubscriber(PartialBlob blob) {
        this.blob = blob;
    }

    /** The disk does not take it, which has nothing to do with the network. */
    static final class DiskException extends IOException {

        private static final long serialVersionUID = 1L;

        DiskException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    @Override
    public CompletionStage<Boolean> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        if (blob == null) {
            end(false);
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        if (result.isDone()) {
            return;
        }
        try {
            if (blob.write(bytes)) {
                subscription.request(1);
            } else {
                end(false);
            }
        } catch (IOException e) {
            subscription.cancel();
            result.completeExceptionally(new DiskException(e));
        }
    }

    private void end(boolean whole) {
        subscription.cancel();
        result.complete(whole);
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        result.complete(true);
    }
}
