package dev.ganglion.activation.merge;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive means that the merge has not stopped by an error; it does not start again by itself. */
@Liveness
@ApplicationScoped
class MergeHealth implements HealthCheck {

    private final MergeStreams merge;

    MergeHealth(MergeStreams merge) {
        this.merge = merge;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("activation-merge")
                .status(merge.isAlive())
                .withData("state", merge.state())
                .withData("waiting", merge.waiting())
                .build();
    }
}
