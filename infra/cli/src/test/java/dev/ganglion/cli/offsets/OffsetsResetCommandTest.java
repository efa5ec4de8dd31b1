package dev.ganglion.cli.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffsetsResetCommandTest {

    @Test
    void asJsonEachPartitionSaysWhereItGoesAndWhetherThatChangesIt() throws Exception {
        // Given
        Move stays = Move.clamped("explanations", 0, 5L, 5, 0, 10);
        Move goesBack = Move.clamped("explanations", 1, 5L, -3, 2, 10);

        // When
        JsonNode json =
                new JsonMapper().readTree(OffsetsResetCommand.json("simulator", List.of(stays, goesBack), false));

        // Then
        assertThat(json)
                .isEqualTo(
                        new JsonMapper()
                                .readTree(
                                        """
                {"group": "simulator", "executed": false, "partitions": [
                  {"topic": "explanations", "partition": 0, "from": 5, "to": 5, "wanted": null, "begin": 0, "end": 10,
                   "change": false},
                  {"topic": "explanations", "partition": 1, "from": 5, "to": 2, "wanted": -3, "begin": 2, "end": 10,
                   "change": true}]}
                """));
    }
}
