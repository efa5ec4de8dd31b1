package dev.ganglion.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
public final class Ports {

    private Ports() {}

    /** A port that nobody listens on now. */
    public static int free() {
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
