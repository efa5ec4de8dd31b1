package dev.ganglion.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

    /** Enough that more than a hundred of them would be named twice by chance. */
    private static final int MANY = 2_000;

    @Test
    void noPortIsNamedTwiceThoughNobodyListensOnIt() {
        // When
        Set<Integer> ports = new HashSet<>();
        IntStream.range(0, MANY).forEach(i -> ports.add(Ports.free()));

        // Then
        assertThat(ports).hasSize(MANY);
    }

    @Test
    void noPortIsOneThatTheSystemGivesToConnections() {
        // When
        IntStream ports = IntStream.range(0, 100).map(i -> Ports.free());

        // Then: Linux gives those from 32,768 on, others begin higher
        assertThat(ports).allMatch(port -> port < 32_768);
    }

    @Test
    void aPortIsFreeUntilSomebodyListensOnIt() throws Exception {
        // Given
        int port = Ports.free();
        boolean before = Ports.isFree(port);

        // When
        boolean during;
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            during = Ports.isFree(socket.getLocalPort());
        }

        // Then
        assertThat(before).isTrue();
        assertThat(during).isFalse();
        assertThat(Ports.freeOr(port)).isEqualTo(port);
    }
}
