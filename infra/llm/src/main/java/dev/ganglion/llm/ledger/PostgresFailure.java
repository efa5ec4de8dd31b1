package dev.ganglion.llm.ledger;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What a failure of the database means. */
final class PostgresFailure {

    /**
     * SQLSTATE classes that the values are to blame for: bad data, a violated constraint, a limit exceeded. All else, also a
     * schema or rights that are missing, is the deployment's and can be put right.
     */
    private static final Set<String> LASTING = Set.of("22", "23", "54");

    private PostgresFailure() {}

    /** Whether it may go away with the same values: the database is away, overloaded, being changed or not set up. */
    static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException answer) {
                String state = answer.getSqlState();
                return state != null && state.length() > 1 && !LASTING.contains(state.substring(0, 2));
            }
            // Vert.x has three families of exceptions for connections that are lost, refused or late.
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof VertxException
                    || cause instanceof NoStackTraceThrowable) {
                return true;
            }
        }
        return false;
    }

    /** One line, without the statement. */
    static String describe(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof PgException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.lines().findFirst().orElse("");
    }
}
