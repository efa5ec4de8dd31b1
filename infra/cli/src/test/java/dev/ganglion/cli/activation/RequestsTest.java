package dev.ganglion.cli.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.Shard;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTest {

    @Test
    void theShardsOfARequestDifferInNothingElse() {
        // When
        List<ActivationRequest> shards = Requests.of("m", "/m", Path.of("/c"), List.of(1), null, null, 3);

        // Then
        assertThat(shards)
                .extracting(ActivationRequest::shard)
                .containsExactly(new Shard(0, 3), new Shard(1, 3), new Shard(2, 3));
        assertThat(shards).extracting(ActivationRequest::id).doesNotHaveDuplicates();
        assertThat(shards).extracting(ActivationRequest::corpus).containsOnly("/c");
    }
}
