package dev.ganglion.llm.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.llm.ledger.Asked.Said;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RememberedJsonPropertiesTest {

    @Property
    void whatIsReadIsWhatWasWrittenIfTheDatabaseCanHoldIt(@ForAll String text) {
        // Given
        boolean storable =
                text.indexOf(0) < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);

        // When
        Said read = RememberedJson.read(Asked.SAID, RememberedJson.write(Asked.SAID, new Said(text)));

        // Then
        assertThat(read.text().equals(text)).isEqualTo(storable);
        assertThat(read.text()).hasSameSizeAs(text).doesNotContain("\u0000");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(read.text())).isTrue();
        assertThat(RememberedJson.read(Asked.SAID, RememberedJson.write(Asked.SAID, read)))
                .isEqualTo(read);
    }
}
