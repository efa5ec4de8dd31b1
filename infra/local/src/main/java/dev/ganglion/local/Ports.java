package dev.ganglion.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ports of the loopback interface. Safe for use by many threads. */
public final class Ports {

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
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("this machine gives no port", e);
        }
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
