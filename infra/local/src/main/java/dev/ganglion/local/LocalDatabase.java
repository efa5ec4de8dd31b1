package dev.ganglion.local;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database on a server of this machine. Its user is {@link LocalPostgres#USER}, without a password.
 *
 * @param port the server's
 * @param name of the database
 */
public record LocalDatabase(int port, String name) {

    /** For blocking clients, Flyway among them. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** For Vert.x clients. */
    public String reactiveUrl() {
        return "postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** A connection; whoever asks for it closes it. */
    public Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(LocalPostgres.USER);
        return source.getConnection();
    }
}
