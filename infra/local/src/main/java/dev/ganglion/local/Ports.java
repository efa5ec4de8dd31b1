package dev.ganglion.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback interface. Those that are named lie below the ones that systems give to connections: between the
 * naming and the listening none of these gets in the way, nor, but by a rare chance, another process that looks for a port.
 * Safe for use by many threads.
 */
public final class Ports {

    private static final int LOWEST = 20_000;
    /** The first that Linux gives to connections, unless it is told otherwise; other systems begin higher. */
    private static final int END = 32_768;

    private static final int TRIES = 1_000;

    /** Those that {@link #free()} has named: whoever asked for one may not listen on it yet. At most all there are. */
    private static final Set<Integer> NAMED = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * A port that nobody listens on now. No port is named twice in a process, unless a machine has hardly another: two may be
     * asked for before anybody listens on the first.
     */
    public static int free() {
        int port = unused();
        for (int i = 1; i < TRIES && !NAMED.add(port); i++) {
            port = unused();
        }
        return port;
    }

    private static int unused() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new LocalException("no port from " + LOWEST + " to " + (END - 1) + " is free: stop what listens there");
    }

    /** As {@link #free}, but not this one, on which its owner does not listen yet. */
    static int freeBesides(int taken) {
        int port = free();
        while (port == taken) {
            port = free();
        }
        return port;
    }

    /** Whether a server could listen on this port. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** This port if it is free, else another. */
    public static int freeOr(int preferred) {
        return isFree(preferred) ? preferred : free();
    }

    static void require(String title, int port) {
        if (!isFree(port)) {
            throw new LocalException(
                    "port " + port + " is in use: stop what listens there, or give " + title + " another port");
        }
    }
}
