package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganglion.subject.engine.DjlEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedModelTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Gpt2Shape SHAPE = new Gpt2Shape(4096, 128, 192, 4, 4);
    private static final long MEBIBYTE = 1 << 20;

    private final Path model = DemoModel.directory();

    @Test
    void theConfigurationIsTheOneTheProgramWrites() throws IOException {
        assertThat(JSON.readTree(model.resolve("config.json").toFile())).isEqualTo(JSON.readTree(SHAPE.config()));
    }

    @Test
    void theWeightsAreThoseOfTheConfiguration() throws IOException {
        Path weights = model.resolve("model.safetensors");

        SafetensorsHeader header = SafetensorsHeader.read(weights);

        assertThat(header.shapes()).isEqualTo(SHAPE.tensors());
        assertThat(header.types().values()).containsOnly("F16");
        assertThat(Files.size(weights)).isEqualTo(header.end() + 2 * SHAPE.parameters());
    }

    @Test
    void theTokenizersVocabularyIsThatOfTheConfiguration() throws IOException {
        JsonNode tokenizer = JSON.readTree(model.resolve("tokenizer.json").toFile());

        Set<Integer> ids = new HashSet<>();
        tokenizer.get("model").get("vocab").forEach(id -> ids.add(id.asInt()));

        assertThat(ids).hasSize(4096).allMatch(id -> id >= 0 && id < 4096);
    }

    @Test
    void everyLineOfTheCorpusIsAPassageThatTheTokenizerReadsBack() throws IOException {
        DjlEngine.stayOffline();
        List<String> lines = Files.readAllLines(DemoModel.corpus());
        Set<String> sources = new HashSet<>();

        try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.builder()
                .optTokenizerPath(model.resolve("tokenizer.json"))
                .optTruncation(false)
                .build()) {
            for (String line : lines) {
                JsonNode passage = JSON.readTree(line);
                String text = passage.get("text").textValue();
                assertThat(tokenizer.decode(tokenizer.encode(text).getIds())).isEqualTo(text);
                sources.add(passage.get("source").textValue());
            }
        }

        assertThat(lines).hasSize(1840);
        assertThat(sources)
                .containsExactlyInAnyOrder(
                        "factbook", "king-james-bible", "moby-dick", "state-of-the-union", "wordnet");
    }

    @Test
    void theFilesTogetherStaySmallEnoughForARepository() throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.walk(model)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }

        assertThat(size + Files.size(DemoModel.corpus())).isLessThanOrEqualTo(12 * MEBIBYTE);
    }

    @Test
    void theLicenceNoticeOfWordNetIsWithTheModel() throws IOException {
        assertThat(Files.readString(model.resolveSibling("PROVENANCE.md")))
                .contains("WordNet 3.0 Copyright 2006 by Princeton University.  All rights reserved.")
                .contains("Permission to use, copy, modify and distribute this software")
                .contains("Title to copyright in this software, database and");
    }
}
