package dev.ganglion.llm.service;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says why a process waits for its language model. It is up all the same: a rollout must not hang on a spent budget, and a
 * process that is not ready would not be asked why.
 */
@Readiness
@ApplicationScoped
class ModelHealth implements HealthCheck {

    private final ModelState state;

    ModelHealth(ModelState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("language model").up();
        ModelState.Now now = state.now().orElse(null);
        if (now == null) {
            return response.withData("state", "not used by the recipe").build();
        }
        response.withData("state", now.state());
        if (now.reason() != null) {
            response.withData("reason", now.reason());
        }
        return response.build();
    }
}
