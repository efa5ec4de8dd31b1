package dev.ganglion.scorer.projection;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when the projection reads no more: only a restart helps. Waiting for the database is being alive. */
@Liveness
@ApplicationScoped
class ProjectionLiveness implements HealthCheck {

    private final Projection projection;

    ProjectionLiveness(Projection projection) {
        this.projection = projection;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("projection")
                .status(!projection.hasStopped())
                .build();
    }
}
