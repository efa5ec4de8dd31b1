package dev.ganglion.scorer.rebuilding;

import dev.ganglion.replay.topic.BrokerSettings;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Drops the projection's schema and forgets how far its group has read, so that the service, when it is next started, makes the
 * tables and reads every topic from its first record. The ledger, replays and the topics are not touched. Refused while
 * anything reads for the group. If it ends half-way, either nothing has changed, or rows that are there are read once more.
 */
public final class RebuildCommand {

    public static final String NAME = "rebuild";

    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;
    private static final int SECONDS = 15;
    private static final String GROUP = "mp.messaging.incoming.projection.group.id";
    private static final String SCHEMA = "quarkus.flyway.default-schema";

    private final Config config;
    private final PrintStream err;

    RebuildCommand(Config config, PrintStream err) {
        this.config = config;
        this.err = err;
    }

    /** Does it, says what went wrong in one sentence, and returns what to exit with. */
    public static int run() throws InterruptedException {
        return new RebuildCommand(ConfigProvider.getConfig(), System.err).call();
    }

    int call() throws InterruptedException {
        String group = config.getValue(GROUP, String.class);
        try (Admin admin = Admin.create(BrokerSettings.of(config));
                Connection database = connect();
                Statement statement = database.createStatement()) {
            String members = members(admin, group);
            if (!members.isEmpty()) {
                return refuse(group, members);
            }
            // Whoever uses the tables just now is waited for, and then waits in turn until the group has forgotten.
            statement.execute("set local lock_timeout = '" + SECONDS + "s'");
            statement.execute("drop schema if exists " + config.getValue(SCHEMA, String.class) + " cascade");
            if (!forget(admin, group)) {
                return refuse(group, members(admin, group));
            }
            database.commit();
            return 0;
        } catch (SQLException e) {
            return fail("the results database is not dropped, and nothing has changed: " + e.getMessage());
        } catch (ExecutionException | TimeoutException e) {
            return fail("the broker does not answer, and nothing has changed: "
                    + Objects.requireNonNullElse(e.getCause(), e).getMessage());
        }
    }

    private int refuse(String group, String members) {
        err.println("scorer-service: the group " + group + " is read by " + members
                + ": stop every scorer-service first, and wait until the broker knows (about 10 s after a kill)");
        return BAD_INPUT;
    }

    private int fail(String sentence) {
        err.println("scorer-service: " + sentence.replaceAll("\\p{Cntrl}+", " "));
        return FAILED;
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        config.getOptionalValue("quarkus.datasource.username", String.class)
                .ifPresent(user -> properties.setProperty("user", user));
        config.getOptionalValue("quarkus.datasource.password", String.class)
                .ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("connectTimeout", Integer.toString(SECONDS));
        Connection connection =
                DriverManager.getConnection(config.getValue("quarkus.datasource.jdbc.url", String.class), properties);
        connection.setAutoCommit(false);
        return connection;
    }

    /** Empty if there are none. */
    private static String members(Admin admin, String group)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            ConsumerGroupDescription found = admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get(SECONDS, TimeUnit.SECONDS);
            return found.members().stream()
                    .map(member -> member.clientId() + " at " + member.host().replaceFirst("^/", ""))
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return "";
            }
            throw e;
        }
    }

    /** The group as if it had never read; false if it has got a member. */
    private static boolean forget(Admin admin, String group)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            admin.deleteConsumerGroups(List.of(group)).all().get(SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return true;
            }
            if (e.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            throw e;
        }
    }
}
