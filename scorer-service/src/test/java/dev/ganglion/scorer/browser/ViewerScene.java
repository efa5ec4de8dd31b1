package dev.ganglion.scorer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Topics;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.fixture.IllustratedNeurons;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.RestAssured;
import java.net.URL;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of the viewer share: one browser, one service, and one set of neurons for all. */
abstract class ViewerScene extends ScorerServiceTest {

    static final String MODEL = "gpt2-illustrated";
    static final String HOSTILE = "unserved-hostile";
    static final int WIDE = 1280;
    static final int HIGH = 900;
    static final int TALL = 1500;
    static final int PHONE = 390;

    static Browser browser;
    static IllustratedNeurons neurons;

    @TestHTTPResource
    URL address;

    @BeforeEach
    void startBrowserAndFill() {
        if (browser == null) {
            browser = Browser.start();
        }
        if (neurons == null) {
            neurons = new IllustratedNeurons(MODEL);
            neurons.sendBy(topics);
            send(hostile());
            topics.send(Topics.SIMULATIONS, MODEL + "/0-mlp/1", "{\"not\": \"a simulation\"".getBytes(), Map.of());
            eventually(() -> assertThat(get("/api/counts?model=" + MODEL).getInt("scores"))
                    .isEqualTo(IllustratedNeurons.scores()));
            eventually(() -> assertThat(get("/api/counts?model=" + HOSTILE).getInt("scores"))
                    .isEqualTo(1));
            // The index of words is made in the background.
            eventually(() -> assertThat(RestAssured.get("/search?model=" + MODEL + "&q=family")
                            .asString()
                            .split("<mark>family</mark>"))
                    .hasSize(5));
            eventually(() -> assertThat(get("/api/counts?model=" + HOSTILE).getInt("deadLetters"))
                    .isPositive());
        }
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    static Events hostile() {
        return Events.about(NeuronId.mlp(HOSTILE, 0, 1))
                .explainedAs("<script>alert(1)</script>\u202E\0" + "y".repeat(10_000))
                .on("<img src=x onerror=\"hacked=1\">", "\u202Ea\0b", "{page.words}", "z".repeat(10_000));
    }

    static String figure(Number value) {
        double number = value.doubleValue();
        String text = String.format(Locale.ROOT, number != 0 && Math.abs(number) < 0.1 ? "%.3f" : "%.2f", number);
        return text.matches("-0\\.0+") ? text.substring(1) : text.replace('-', '\u2212');
    }
}
