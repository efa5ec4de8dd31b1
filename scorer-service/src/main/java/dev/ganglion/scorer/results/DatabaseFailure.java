package dev.ganglion.scorer.results;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What a failure of the database means. */
public enum DatabaseFailure {
    /** The row is to blame, and trying again is of no use. */
    REFUSED,
    /** The database is away, overloaded or being changed: it will pass. */
    AWAY,
    /** Neither is certain. */
    UNKNOWN;

    /** SQLSTATE classes: bad data, a violated constraint, a limit exceeded. */
    private static final Set<String> REFUSALS = Set.of("22", "23", "54");

    public static DatabaseFailure of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException answer) {
                return of(answer.getSqlState());
            }
            if (cause instanceof SQLException answer) {
                return of(answer.getSQLState());
            }
            // Vert.x has three families of exceptions for connections that are lost, refused or late.
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof VertxException
                    || cause instanceof NoStackTraceThrowable) {
                return AWAY;
            }
        }
        return UNKNOWN;
    }

    private static DatabaseFailure of(String state) {
        if (state == null || state.length() < 2) {
            return UNKNOWN;
        }
        return REFUSALS.contains(state.substring(0, 2)) ? REFUSED : AWAY;
    }

    /** One line, without the statement. */
    public static String describe(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof PgException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.lines().findFirst().orElse("");
    }
}
