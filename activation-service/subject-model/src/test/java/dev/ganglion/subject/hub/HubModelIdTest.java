package dev.ganglion.subject.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.subject.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubModelIdTest {

    @ParameterizedTest
    @CsvSource({
        "openai-community/gpt2-xl, openai-community.gpt2-xl, models--openai-community--gpt2-xl",
        "gpt2, gpt2, models--gpt2",
        "EleutherAI/pythia-70m@step1000, eleutherai.pythia-70m.step1000, models--EleutherAI--pythia-70m",
        "a/B_c.d@refs/pr/1, a.b_c.d.refs-pr-1, models--a--B_c.d",
        "a/b@0123456789abcdef0123456789abcdef01234567, a.b.01234567, models--a--b",
        "a/b@main, a.b, models--a--b",
    })
    void anIdHasASlugAndAFolder(String text, String slug, String folder) {
        // When
        HubModelId id = HubModelId.parse(text);

        // Then
        assertThat(id.slug()).isEqualTo(slug).matches("[a-z0-9._-]+");
        assertThat(id.folder()).isEqualTo(folder);
        assertThat(HubModelId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "a/",
                "/a",
                "a/b/c",
                "../a",
                "a/..",
                "a..b/c",
                "a--b/c",
                "-a/b",
                "a/b-.",
                "a b/c",
                "a/b@",
                "a/b@../x",
                "a/b@x//y",
                "a/b@/x",
                "a/b@x y",
                "a/b@x/.y",
                "@main",
                "http://h/a",
                "a/b\n",
                "a/b@x@y",
                "ä/b",
                "C:\\models\\gpt2",
                "~/gpt2",
                "./gpt2"
            })
    void anythingElseIsNone(String text) {
        assertThat(HubModelId.find(text)).isEmpty();
        assertThatThrownBy(() -> HubModelId.parse(text))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is no model of the hub; write organisation/name");
    }

    @Test
    void progressIsTextForPeople() {
        // Given
        HubModelId model = HubModelId.parse("gpt2");

        // Then
        assertThat(new DownloadProgress(model, "model.safetensors", 1_200_000_000, 6_400_000_000L, 35e6).text())
                .isEqualTo("model.safetensors: 1.2 GB of 6.4 GB (18 %), 35.0 MB/s, 2 min 29 s left");
        assertThat(new DownloadProgress(model, "config.json", 0, 999, 0).text())
                .isEqualTo("config.json: 0 B of 999 B (0 %)");
    }
}
