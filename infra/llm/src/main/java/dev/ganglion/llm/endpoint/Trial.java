package dev.ganglion.llm.endpoint;

import dev.ganglion.llm.endpoint.Transport.Answer;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.TokenLogprobs;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/**
 * One call of a check.
 *
 * @param completion null if there is a failure
 * @param failure null if there is a completion
 * @param status of the answer; {@link #NO_STATUS} or {@link #NOBODY} if there is none
 */
record Trial(Completion completion, Failure failure, int status) {

    /** Somebody is there, and gave no whole answer. */
    static final int NO_STATUS = 0;

    /** Nobody showed to be there. */
    static final int NOBODY = -1;

    /** Sends a call, without any queue, limit or repetition; never fails. */
    static Uni<Trial> of(EndpointSettings settings, Transport transport, ModelRequest request, Duration patience) {
        Classifier classifier = new Classifier(settings, Clock.systemUTC());
        return transport
                .send(request.path(), request.body(), () -> {})
                .map(answer -> read(classifier, answer, request))
                .onFailure(TransportException.class)
                .recoverWithItem(e -> lost(classifier.of(e), e))
                .ifNoItem()
                .after(patience)
                .recoverWithItem(() -> new Trial(
                        null,
                        Failure.down(
                                settings.baseUrl() + "/" + request.path() + " gave no answer within "
                                        + Math.max(1, patience.toSeconds()) + " s",
                                null,
                                true),
                        NOBODY));
    }

    private static Trial lost(Failure failure, TransportException e) {
        return new Trial(null, failure, e.kind() == TransportException.Kind.UNREACHABLE ? NOBODY : NO_STATUS);
    }

    private static Trial read(Classifier classifier, Answer answer, ModelRequest request) {
        if (answer.status() / 100 != 2) {
            return new Trial(null, classifier.of(answer, request), answer.status());
        }
        try {
            Completion completion = AnswerReader.read(answer.body());
            return completion != null
                    ? new Trial(completion, null, answer.status())
                    : new Trial(null, classifier.ofForeignObject(answer, request), answer.status());
        } catch (IOException e) {
            return new Trial(null, classifier.ofBody(answer, request), answer.status());
        }
    }

    boolean answered() {
        return completion != null;
    }

    boolean reached() {
        return status != NOBODY;
    }

    /** Whether the same with less in it may be answered. Servers that lack something say so with any of these. */
    boolean refused() {
        return status == 400 || status == 422 || status == 500 || status == 501;
    }

    /**
     * The most alternatives at a token.
     *
     * @param characters of text that the tokens looked at stand for
     * @throws FormatFailureException if they are not what the API says
     */
    int alternatives(int characters) {
        TokenLogprobs tokens = completion.tokens();
        int most = 0;
        int seen = 0;
        for (int i = 0; i < tokens.size() && seen < characters; i++) {
            most = Math.max(most, tokens.alternatives(i).size());
            seen += tokens.token(i).length();
        }
        return most;
    }
}
