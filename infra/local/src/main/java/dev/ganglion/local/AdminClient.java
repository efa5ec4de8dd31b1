package dev.ganglion.local;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Opens Kafka's admin client. */
final class AdminClient {

    private AdminClient() {}

    /**
     * Kafka looks its classes up through the thread's class loader. A Quarkus test resource runs with one that knows these
     * classes under another loader, where they do not fit together; so the loader of the client itself is used.
     */
    static Admin open(String bootstrapServers) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Admin.class.getClassLoader());
        try {
            return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
