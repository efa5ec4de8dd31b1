package dev.ganglion.llm.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.llm.endpoint.Endpoint;
import dev.ganglion.llm.endpoint.TryAgainException;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.Question;
import dev.ganglion.llm.model.RefusedException;
import dev.ganglion.llm.price.Price;
import dev.ganglion.llm.prompt.TokenCount;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One question on its way: claim, call, settle, and back to the claim for as long as it takes. A machine of callbacks
 * rather than a chain of Unis, which would grow with every wait. All of it runs on one event loop, which guards its state.
 */
final class Asking<T> {

    private static final long SHORTEST_PAUSE = 20;
    private static final long LONGEST_PAUSE = 1_000;

    private final LedgerDesk desk;
    private final Endpoint endpoint;
    private final TokenEstimate estimate;
    private final Question<T> question;
    private final Context eventLoop;
    private final UniEmitter<? super T> emitter;
    private final Runnable over;
    private final Price price;

    private BudgetGate gate;
    private int attempt = 1;
    private Claim claim;
    private boolean counted;
    private LedgerMetrics.Outcome outcome = LedgerMetrics.Outcome.REMEMBERED;
    private long pause = SHORTEST_PAUSE;

    /** Whether the claim is ours, and nothing has been said of what became of it. */
    private boolean held;

    /** Whether what became of it is on its way to the ledger: then it is not handed back as well. */
    private boolean settling;

    private boolean left;
    private long leftAt;
    private boolean ended;

    /** Whether nothing follows the call that is under way. */
    private boolean last;

    private Cancellable call = () -> {};
    private Runnable parked = () -> {};
    private long timer = -1;
    private long renewing = -1;

    /** @param over runs once, on the event loop, when it has ended, and what it had to say is on its way to the ledger */
    Asking(
            LedgerDesk desk,
            Endpoint endpoint,
            TokenEstimate estimate,
            Question<T> question,
            Context eventLoop,
            UniEmitter<? super T> emitter,
            Runnable over) {
        this.desk = desk;
        this.endpoint = endpoint;
        this.estimate = estimate;
        this.question = question;
        this.eventLoop = eventLoop;
        this.emitter = emitter;
        this.over = over;
        this.price = desk.price(model()).orElse(null);
    }

    /** Begins, on the event loop. */
    void begin() {
        if (ended) {
            return;
        }
        call = desk.gate(question.recipe(), model())
                .subscribe()
                .with(
                        opened -> here(() -> {
                            gate = opened;
                            firstClaim();
                        }),
                        failure -> here(() -> fail(failure)));
    }

    /**
     * Lets nothing new begin. A call that has left is paid for: it comes to its end and the ledger gets its answer, whether
     * or not anybody still waits for it. Anything else is given up at once. Any thread may call it.
     */
    void beginNoMore() {
        here(() -> {
            last = true;
            if (!held || !left) {
                abandon();
            }
        });
    }

    /** Gives up, a call that has left too: what is claimed is handed back. Any thread may call it. */
    void giveUp() {
        here(this::abandon);
    }

    private void abandon() {
        if (ended) {
            return;
        }
        stopTimers();
        parked.run();
        call.cancel();
        if (held && !settling) {
            handBack();
        }
        end();
    }

    private String model() {
        return question.request().settings().name();
    }

    private void firstClaim() {
        if (ended) {
            return;
        }
        claim = new Claim(
                AnswerKey.of(endpoint.url(), question, attempt),
                desk.ticket(),
                question.recipe().digest(),
                model(),
                question.neuron() == null ? "" : question.neuron().key(),
                question.sample(),
                attempt,
                null,
                desk.asksAgain());
        counted = false;
        reserve(TokenCount.bound(question.request()));
        if (!gate.state().affords(claim.cost())) {
            count();
        }
        claim();
    }

    /** Sets the most that the call may cost. */
    private void reserve(long promptTokens) {
        Long cost = price == null
                ? null
                : (Long) price.cost(promptTokens, question.request().settings().maxTokens());
        claim = claim.costing(cost);
    }

    /** Counts the tokens, since the bound is too dear; true if that makes the call cheaper. */
    private boolean count() {
        if (counted || price == null) {
            return false;
        }
        counted = true;
        Long bound = claim.cost();
        reserve(TokenCount.forModel(model()).of(question.request()));
        return claim.cost() < bound;
    }

    private void claim() {
        desk.claim(claim, (found, failure) -> here(() -> claimed(found, failure)));
    }

    private void claimed(Claim.Outcome found, Throwable failure) {
        if (failure != null) {
            fail(failure);
        } else if (ended) {
            if (found instanceof Claim.Granted) {
                handBack();
            }
        } else if (found instanceof Claim.Answered answered) {
            desk.metrics().answer(outcome);
            complete(answered.answer());
        } else if (found instanceof Claim.Misformatted misformatted) {
            nextAttempt(misformatted.reason());
        } else if (found instanceof Claim.Refused refused) {
            desk.metrics().answer(outcome);
            fail(new RefusedException(refused.reason()));
        } else if (found instanceof Claim.Busy busy) {
            outcome = LedgerMetrics.Outcome.WAITED;
            // Whatever the other gets is new.
            claim = claim.onlyOnce();
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            later(Math.min(pause, busy.millis() + 1), this::claim);
        } else if (found instanceof Claim.Granted) {
            held = true;
            left = false;
            outcome = LedgerMetrics.Outcome.ASKED;
            renewing = desk.vertx().setPeriodic(third(desk.terms().lease()), tick -> here(this::renew));
            call();
        } else if (count()) {
            claim();
        } else {
            Runnable goOn = () -> here(this::goOn);
            parked = () -> gate.leave(goOn);
            desk.await(gate, claim.cost(), goOn);
        }
    }

    private void goOn() {
        parked = () -> {};
        if (!ended) {
            claim();
        }
    }

    private void renew() {
        if (held && !ended) {
            desk.renew(claim, 0);
        }
    }

    private void call() {
        call = endpoint.call(question.request(), estimate.of(question.request()), this::leaves)
                .subscribe()
                .with(completion -> here(() -> answered(completion)), failure -> here(() -> failed(failure)));
    }

    private void leaves() {
        left = true;
        leftAt = System.nanoTime();
    }

    private void answered(Completion completion) {
        if (ended) {
            return;
        }
        estimate.learn(question.request(), completion.promptTokens());
        try {
            T parsed = question.format().parse(completion);
            ObjectNode answer = RememberedJson.write(question.format(), parsed);
            settle(report(Report.State.ANSWERED, answer, null, completion), () -> {
                desk.metrics().answer(outcome);
                complete(answer);
            });
        } catch (FormatFailureException e) {
            misformatted(RememberedJson.reason(e), completion);
        } catch (RuntimeException e) {
            // A hole in a parser. The answer is paid for; asking for it again and again would be paid as well.
            misformatted("the answer cannot be read: " + e.getClass().getSimpleName(), completion);
        }
    }

    private void misformatted(String reason, Completion completion) {
        settle(report(Report.State.FORMAT_FAILURE, null, reason, completion), () -> nextAttempt(reason));
    }

    private Report report(Report.State state, JsonNode answer, String reason, Completion completion) {
        Report report = Report.answered(claim, state, answer, reason, completion, price, latency());
        desk.metrics().call(model(), completion.promptTokens(), completion.completionTokens(), report.cost());
        return report;
    }

    private long latency() {
        return left ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - leftAt) : 0;
    }

    /** Writes what became of the claim; if that was lost to somebody else, looks what the other gets. */
    private void settle(Report report, Runnable then) {
        settling = true;
        desk.report(
                report,
                (kept, failure) -> here(() -> {
                    settling = false;
                    held = false;
                    desk.vertx().cancelTimer(renewing);
                    if (ended) {
                        return;
                    }
                    if (failure != null) {
                        fail(failure);
                    } else if (kept) {
                        then.run();
                    } else if (last) {
                        end();
                    } else {
                        outcome = LedgerMetrics.Outcome.WAITED;
                        firstClaim();
                    }
                }));
    }

    private void failed(Throwable failure) {
        if (ended) {
            return;
        }
        if (failure instanceof RefusedException refused) {
            String reason = RememberedJson.reason(refused);
            settle(Report.refused(claim, reason, latency()), () -> {
                desk.metrics().answer(outcome);
                fail(new RefusedException(reason));
            });
        } else if (failure instanceof TryAgainException again && again.perhapsBilled()) {
            long wait = again.after().toMillis();
            settle(Report.open(claim, true, wait), () -> again(wait, this::claim));
        } else if (failure instanceof TryAgainException again) {
            left = false;
            if (last) {
                abandon();
                return;
            }
            desk.renew(claim, 1);
            later(again.after().toMillis(), this::call);
        } else {
            settle(Report.open(claim, left, 0), () -> fail(failure));
        }
    }

    private void again(long wait, Runnable step) {
        if (last) {
            end();
        } else {
            later(wait, step);
        }
    }

    private void nextAttempt(String reason) {
        if (attempt >= question.attempts()) {
            desk.metrics().answer(outcome);
            fail(new FormatFailureException(reason));
        } else if (last) {
            end();
        } else {
            attempt++;
            firstClaim();
        }
    }

    private void handBack() {
        held = false;
        desk.report(Report.open(claim, left, 0), (kept, failure) -> {});
    }

    private void complete(JsonNode answer) {
        try {
            T parsed = RememberedJson.read(question.format(), answer);
            end();
            emitter.complete(parsed);
        } catch (IllegalStateException e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        if (!ended) {
            end();
            emitter.fail(failure);
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            stopTimers();
            over.run();
        }
    }

    private void stopTimers() {
        desk.vertx().cancelTimer(timer);
        desk.vertx().cancelTimer(renewing);
    }

    private void later(long millis, Runnable step) {
        timer = desk.vertx()
                .setTimer(
                        Math.max(1, millis),
                        fired -> here(() -> {
                            if (!ended) {
                                step.run();
                            }
                        }));
    }

    private static long third(Duration lease) {
        return Math.max(1, lease.toMillis() / 3);
    }

    private void here(Runnable step) {
        if (Vertx.currentContext() == eventLoop) {
            step.run();
        } else {
            eventLoop.runOnContext(nothing -> step.run());
        }
    }
}
