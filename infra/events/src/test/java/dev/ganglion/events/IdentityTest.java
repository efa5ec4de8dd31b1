package dev.ganglion.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private static final UUID SOME = UUID.fromString("66af0243-2665-53ef-a0ec-909a91ce8c89");
    private static final UUID OTHER = UUID.fromString("eb490207-0d2d-53ff-b7c1-4c63c2ab662e");

    /** If this fails, every result that anybody has would be computed and paid for again. */
    @Test
    void theIdsAreThoseThatTheyAlwaysWere() {
        // When
        UUID activations = Identity.activations(
                GoldenEvents.NEURON, GoldenEvents.SUBJECT_DIGEST, GoldenEvents.CORPUS_DIGEST, GoldenEvents.COLLATION);
        UUID explanation = Identity.explanation(
                activations, GoldenEvents.TOKEN_LOOKUP.digest(), 0, null, GoldenEvents.TABLE_IN_WORDS);
        UUID revised =
                Identity.explanation(activations, GoldenEvents.EXPLAINER.digest(), 2, explanation, GoldenEvents.WORDS);
        UUID simulation = Identity.simulation(revised, GoldenEvents.SIMULATOR.digest());
        Map<String, UUID> ids = new LinkedHashMap<>();
        ids.put(
                "request",
                Identity.request(
                        "gpt2-xl",
                        GoldenEvents.SUBJECT_DIGEST,
                        GoldenEvents.CORPUS_DIGEST,
                        GoldenEvents.COLLATION,
                        "layers=30,31;shard=3/16"));
        ids.put("activations", activations);
        ids.put("explanation", explanation);
        ids.put("revisedExplanation", revised);
        ids.put("simulation", simulation);
        ids.put("scores", Identity.scores(simulation, "1"));
        ids.put(
                "lastNeuron",
                Identity.activations(
                        new NeuronId("a.b_c-d", 999_999, "attnout2", 999_999_999), "", "é\uD83D\uDE42", ""));

        // Then: the golden ids were computed by another implementation
        JsonNode golden = GoldenFile.parse(GoldenFile.read("identities"));
        assertThat(golden.fieldNames()).toIterable().containsExactlyElementsOf(ids.keySet());
        ids.forEach((name, id) ->
                assertThat(id).as(name).hasToString(golden.get(name).asText()));
    }

    /** Appendix A.4 of the RFC. */
    @Test
    void theIdsAreThoseOfRfc9562() {
        assertThat(Identity.version5(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"))
                .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @Property(tries = 300)
    void anIdIsOfVersion5AndOfTheVariantOfTheRfc(@ForAll String name) {
        assertThat(Identity.version5(SOME, name))
                .returns(5, UUID::version)
                .returns(2, UUID::variant)
                .isEqualTo(Identity.version5(SOME, name));
    }

    @Property(tries = 300)
    void otherTextGivesAnotherId(@ForAll @Size(min = 2, max = 20) Set<String> texts) {
        // Given: halves of surrogate pairs have no UTF-8, and stand for the same question mark
        Set<String> whole = new HashSet<>();
        texts.forEach(text -> whole.add(text.replaceAll("\\p{Cs}", "?")));

        // Then
        assertThat(whole.stream().map(text -> Identity.explanation(SOME, "abcdef01", 0, null, text)))
                .doesNotHaveDuplicates();
    }

    @Test
    void everythingThatAResultIsMadeFromChangesItsId() {
        NeuronId neuron = GoldenEvents.NEURON;
        assertThat(List.of(
                        Identity.request("m", "s", "c", "k", "w"),
                        Identity.request("n", "s", "c", "k", "w"),
                        Identity.request("m", "t", "c", "k", "w"),
                        Identity.request("m", "s", "d", "k", "w"),
                        Identity.request("m", "s", "c", "l", "w"),
                        Identity.request("m", "s", "c", "k", "x"),
                        Identity.activations(neuron, "s", "c", "k"),
                        Identity.activations(NeuronId.mlp("gpt2-xl", 31, 893), "s", "c", "k"),
                        Identity.activations(neuron, "t", "c", "k"),
                        Identity.activations(neuron, "s", "d", "k"),
                        Identity.activations(neuron, "s", "c", "l"),
                        Identity.activations(neuron, "sc", "", "k"),
                        Identity.explanation(SOME, "r", 0, null, "t"),
                        Identity.explanation(OTHER, "r", 0, null, "t"),
                        Identity.explanation(SOME, "q", 0, null, "t"),
                        Identity.explanation(SOME, "r", 1, null, "t"),
                        Identity.explanation(SOME, "r", 0, OTHER, "t"),
                        Identity.explanation(SOME, "r", 0, null, "u"),
                        Identity.simulation(SOME, "r"),
                        Identity.simulation(OTHER, "r"),
                        Identity.simulation(SOME, "q"),
                        Identity.scores(SOME, "r"),
                        Identity.scores(OTHER, "r"),
                        Identity.scores(SOME, "q")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aPartThatCouldPassForTwoIsRefused() {
        assertThatThrownBy(() -> Identity.request("m", "s\u001fc", "", "k", "w"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a part of an identity holds a separator: s\uFFFDc");
    }

    @Test
    void anExplanationMayHoldAnyCharacter() {
        assertThat(Identity.explanation(SOME, "r", 0, null, "a\u001fb"))
                .isNotEqualTo(Identity.explanation(SOME, "r", 0, null, "a"));
    }

    /** FIPS 180-2, appendix B.1. */
    @Test
    void aDigestIsOfTheBytesOfTheText() {
        assertThat(Identity.sha256("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Identity.sha256("é\uD83D\uDE42"))
                .isEqualTo("7382f537af6a53054b6a72792df00fa0be0f5d2e8214db9cd6ebbcc3d57d02b9");
    }
}
