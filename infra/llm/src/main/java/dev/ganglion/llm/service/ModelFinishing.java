package dev.ganglion.llm.service;

import dev.ganglion.delivery.Finishing;
import dev.ganglion.llm.ledger.RememberingModel;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Calls that have left are paid for: a service that stops waits for their answers, so that the ledger gets them. */
@Singleton
class ModelFinishing implements Finishing {

    private static final Logger LOG = Logger.getLogger(ModelFinishing.class);
    private static final Duration WRITING = Duration.ofSeconds(2);

    private volatile Optional<RememberingModel> model = Optional.empty();

    /** The process asks this model from now on. */
    void watch(RememberingModel made) {
        model = Optional.of(made);
    }

    @Override
    public void beginNoMore() {
        model.ifPresent(RememberingModel::beginNoMore);
    }

    @Override
    public boolean isIdle() {
        return model.map(RememberingModel::isIdle).orElse(true);
    }

    @Override
    public void giveUp() {
        model.ifPresent(ModelFinishing::handBack);
    }

    private static void handBack(RememberingModel model) {
        model.giveUp();
        try {
            model.flush().await().atMost(WRITING);
        } catch (RuntimeException e) {
            LOG.warn("the ledger did not take what was handed back; its leases end by themselves");
        }
    }
}
