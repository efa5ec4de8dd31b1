package dev.ganglion.scorer.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Topics;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.browser.Browser.View;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.fixture.IllustratedNeurons;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import dev.ganglion.scorer.suggestion.Suggestion;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The viewer as people use it: one browser, one service, and one set of neurons for all. */
@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
@WithTestResource(PlayedActivationServer.class)
class ViewerInBrowserTest extends ScorerServiceTest {

    private static final String MODEL = "gpt2-illustrated";
    private static final String HOSTILE = "unserved-hostile";
    private static final int WIDE = 1280;
    private static final int HIGH = 900;
    private static final int TALL = 1500;
    private static final int PHONE = 390;

    private static Browser browser;
    private static IllustratedNeurons neurons;

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
        }
    }

    /** By name: all pages, with something on each of them. */
    static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "/?model=" + MODEL);
        pages.put("neuron", "/neurons/" + neurons.neuron(0, 0));
        pages.put("search", "/search?model=" + MODEL + "&layer=1");
        pages.put("compare", "/compare?a=terse&b=token-activation-pairs&model=" + MODEL);
        pages.put("compare-nothing", "/compare");
        pages.put("pipeline", "/pipeline");
        pages.put("dead-letters", "/dead-letters");
        pages.put("not-found", "/nowhere");
        return pages;
    }

    @Test
    void everyPageLoadsWithoutErrorsAndBarriersLightAndDark() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (View view = browser.view(address.toString(), scheme, WIDE, HIGH)) {
                pages().forEach((name, path) -> {
                    // When
                    view.open(path);

                    // Then: axe takes seconds, and the other pages have no colours of their own
                    if (scheme == ColorScheme.DARK
                            && !List.of("neuron", "overview", "compare").contains(name)) {
                        return;
                    }
                    assertThat(view.page().title()).as(name).endsWith("· Ganglion");
                    assertThat(view.barriers()).as(name + " " + scheme).isEmpty();
                });
                assertThat(view.errors())
                        .filteredOn(error -> !error.contains("404"))
                        .isEmpty();
            }
        }
    }

    @Test
    void noPageIsWiderThanAPhone() {
        try (View view = browser.view(address.toString(), ColorScheme.LIGHT, PHONE, 800)) {
            pages().forEach((name, path) -> {
                // When
                view.open(path);

                // Then
                assertThat(view.scrollsSideways()).as(name).isFalse();
            });
            view.open("/neurons/" + hostile().neuron());
            assertThat(view.scrollsSideways()).as("hostile").isFalse();
        }
    }

    @Test
    void heatMapsShowWhatTheApiSays() {
        NeuronId neuron = neurons.neuron(0, 0);
        JsonPath api = get("/api/neurons/" + neuron);
        try (View view = browser.view(address.toString(), ColorScheme.LIGHT, WIDE, HIGH)) {
            // When
            Page page = view.open("/neurons/" + neuron).page();

            // Then: the shown simulation's excerpts of the valid split, token by token
            String simulation = api.getString("scores.find { it.id == '" + shown(page) + "' }.simulation");
            String valid =
                    "simulations.find { it.id == '" + simulation + "' }.excerpts.findAll { it.split == 'valid' }";
            List<String> expected = new ArrayList<>();
            int excerpts = api.getInt(valid + ".size()");
            for (int i = 0; i < excerpts; i++) {
                List<Number> actual = api.getList(valid + "[" + i + "].actual");
                List<Number> simulated = api.getList(valid + "[" + i + "].simulated");
                for (int token = 0; token < actual.size(); token++) {
                    expected.add("actual " + figure(actual.get(token)) + " · simulated " + figure(simulated.get(token))
                            + (token == 0 ? " · first position, not counted" : ""));
                }
            }
            assertThat(titles(page.locator("#simulated .t"))).hasSize(10 * 64).isEqualTo(expected);

            // And: a group that was not on the page is fetched when it is opened
            page.locator("#recorded summary").last().click();
            Locator random = page.locator("#recorded .group").last().locator(".t");
            assertThat(random.first()).isVisible();
            List<Number> activations = new ArrayList<>();
            for (List<Number> each :
                    api.<List<Number>>getList("activations[0].excerpts.findAll { it.set == 'random' }.activations")) {
                activations.addAll(each);
            }
            assertThat(titles(random)).hasSize(15 * 64).zipSatisfy(activations, (title, value) -> assertThat(title)
                    .startsWith(figure(value)));
            assertThat(view.errors()).isEmpty();
        }
    }

    @Test
    void theScoreHasItsIntervalAndItsBaselinesBesideIt() {
        NeuronId neuron = neurons.neuron(0, 1);
        JsonPath api = get("/api/neurons/" + neuron);
        try (View view = browser.view(address.toString(), ColorScheme.LIGHT, WIDE, HIGH)) {
            // When
            Page page = view.open("/neurons/" + neuron).page();

            // Then
            String split = "scores.find { it.id == '" + shown(page)
                    + "' }.scores.find { it.split == 'valid' && it.on == 'top-and-random' }.";
            assertThat(page.locator(".score .num")).hasText(figure(api.getDouble(split + "correlation.value")));
            assertThat(page.locator(".score .axis").getAttribute("aria-label"))
                    .contains("95 % interval " + figure(api.getDouble(split + "correlationInterval.low")) + " to "
                            + figure(api.getDouble(split + "correlationInterval.high")))
                    .contains("token table", "chance");

            // When: the weights lead to other neurons
            page.locator("#related a").first().click();

            // Then
            page.waitForURL(url -> url.contains("/neurons/" + MODEL + "/1-mlp/"));
            assertThat(view.errors()).isEmpty();
        }
    }

    @Test
    void aListLeadsToANeuronAndFiltersLiveInTheAddress() {
        try (View view = browser.view(address.toString(), ColorScheme.LIGHT, WIDE, HIGH)) {
            Page page = view.open("/search?model=" + MODEL).page();

            // When
            page.getByLabel("Layer").selectOption("2");

            // Then
            page.waitForURL(url -> url.contains("layer=2"));
            assertThat(page.locator("#found .id").first()).containsText("2 · ");
            assertThat(page.locator("#found .id").allTextContents()).allMatch(text -> text.startsWith("2 · "));

            // When
            String words = page.locator("#found .words a").first().textContent();
            page.locator("#found .words a").first().click();

            // Then
            assertThat(page.locator("h1")).containsText(words);
            page.goBack();
            assertThat(page.getByLabel("Layer")).hasValue("2");
            assertThat(view.errors()).isEmpty();
        }
    }

    @Test
    void wordsAreFoundFromEveryPageAlsoWithATypingError() {
        try (View view = browser.view(address.toString(), ColorScheme.LIGHT, WIDE, HIGH)) {
            Page page = view.open("/pipeline").page();

            // When
            page.getByLabel("Search explanations").fill("rivrs");
            page.getByLabel("Search explanations").press("Enter");

            // Then
            page.waitForURL(url -> url.contains("q=rivrs"));
            assertThat(page.locator(".notice")).containsText("“rivrs” is in no explanation; shown:");
            assertThat(page.locator("#found mark").first()).containsText("river");

            // When
            page.locator("main input[name=q]").fill("family");
            page.locator("main input[name=min]").fill("-1");
            page.locator("main button").click();

            // Then
            page.waitForURL(url -> url.contains("q=family") && url.contains("min=-1"));
            assertThat(page.locator("#found tbody tr")).hasCount(4);
            assertThat(page.locator("#found mark").first()).hasText("family");
            assertThat(view.errors()).isEmpty();
        }
    }

    @Test
    void twoRecipesAreComparedByClicking() {
        try (View view = browser.view(address.toString(), ColorScheme.LIGHT, WIDE, HIGH)) {
            Page page = view.open("/compare").page();

            // When
            page.locator("select[name=a]").selectOption(IllustratedNeurons.TERSE.pinned());
            page.locator("select[name=b]").selectOption(IllustratedNeurons.PAIRS.pinned());
            page.locator("main button").click();

            // Then
            JsonPath api = get("/api/comparison?model=" + MODEL + "&a=terse&b=token-activation-pairs");
            assertThat(page.locator(".verdict"))
                    .containsText(String.format(Locale.ROOT, "%.2f", api.getDouble("difference.mean")));
            assertThat(page.locator("#scatter canvas")).isVisible();
            assertThat(page.locator("section", new Page.LocatorOptions().setHasText("Gained most"))
                            .locator("a"))
                    .hasCount(api.getList("gained").size());

            // When
            page.locator(".ranking a").first().click();

            // Then
            page.waitForURL(url -> url.contains("/neurons/" + MODEL));
            assertThat(view.errors()).isEmpty();
        }
    }

    @Test
    void aSentenceIsTriedAndAMissingModelIsSaidKindly() {
        try (View view = browser.view(address.toString(), ColorScheme.LIGHT, WIDE, HIGH)) {
            Page page = view.open("/neurons/" + neurons.neuron(0, 0)).page();

            // When
            page.getByLabel("Sentence").fill("all the night long");
            page.getByLabel("Sentence").press("Enter");

            // Then
            assertThat(page.locator("#tried .finding")).containsText("3.25 on “night”");
            assertThat(page.locator("#tried .t")).hasText(new String[] {"all", " the", " night", " long"});
            assertThat(page.locator("#tried .t").nth(2)).hasAttribute("title", "3.25");

            // When
            view.open("/neurons/" + hostile().neuron());
            page.getByLabel("Sentence").fill("all the night long");
            page.getByLabel("Sentence").press("Enter");

            // Then
            assertThat(page.locator("#tried .notice")).containsText("does not serve the model");
            assertThat(view.errors()).isEmpty();
        }
    }

    @Test
    void aPersonsExplanationGoesTheWayOfAllOthers() {
        NeuronId neuron = neurons.neuron(3, 5);
        String words = "what kings\u202E and <b>ministers</b> ask of parliaments";
        try (View view = browser.view(address.toString(), ColorScheme.LIGHT, WIDE, HIGH)) {
            Page page = view.open("/neurons/" + neuron).page();

            // When
            page.getByLabel("Say it better").fill(words);
            page.getByLabel("Say it better").press("Enter");

            // Then
            assertThat(page.locator("#suggested")).containsText("nothing will score it until one does");
            Explanation sent = topics.read(Topics.EXPLANATIONS, neuron.key()).stream()
                    .map(record -> EventTopic.EXPLANATIONS.codec().decode(record.value()))
                    .filter(explanation -> explanation.recipe().method().equals("human"))
                    .findFirst()
                    .orElseThrow();
            assertThat(sent.text()).isEqualTo("what kings and <b>ministers</b> ask of parliaments");
            assertThat(sent.id())
                    .isEqualTo(
                            Identity.explanation(sent.activations(), Suggestion.RECIPE.digest(), 0, null, sent.text()));
            assertThat(sent.heldOut()).isNotEmpty().allMatch(excerpt -> excerpt.heldOut());
            assertThat(topics.keys(Topics.RECIPES)).contains(Suggestion.RECIPE.digest());
            eventually(() -> assertThat(get("/api/neurons/" + neuron).getList("explanations.text"))
                    .contains(sent.text()));
            view.open("/neurons/" + neuron);
            assertThat(page.locator(".ranked tr").filter(new Locator.FilterOptions().setHasText("a person’s")))
                    .containsText("<b>ministers</b>");
            assertThat(view.errors()).isEmpty();
        }
    }

    @Test
    void hostileTextIsShownAsText() {
        try (View view = browser.view(address.toString(), ColorScheme.DARK, WIDE, HIGH)) {
            for (String path :
                    List.of("/neurons/" + hostile().neuron(), "/search?model=" + HOSTILE, "/?model=" + HOSTILE)) {
                // When
                Page page = view.open(path).page();

                // Then
                assertThat(page.locator("main").textContent())
                        .contains("<script>alert(1)</script>", "‹202E›")
                        .doesNotContain("\u202E", "\0");
                assertThat(page.locator("main").textContent().length()).isLessThan(40_000);
                assertThat(page.evaluate("() => window.hacked")).isNull();
            }
            assertThat(view.open("/neurons/" + hostile().neuron()).page().locator("#simulated .t"))
                    .containsText(new String[] {"<img src=x onerror=\"hacked=1\">"});
            assertThat(view.errors()).isEmpty();
        }
    }

    @Test
    void theKeyboardReachesTokensAndTheThemeStays() {
        try (View view = browser.view(address.toString(), ColorScheme.LIGHT, WIDE, HIGH)) {
            Page page = view.open("/neurons/" + neurons.neuron(0, 0)).page();

            // When
            page.keyboard().press("Tab");

            // Then
            assertThat(page.locator(".skip")).isFocused();

            // When
            page.locator("#simulated .t").first().focus();
            page.keyboard().press("ArrowRight");

            // Then
            assertThat(page.locator("#simulated .t").nth(1)).isFocused();
            assertThat(page.locator("#readout"))
                    .containsText(page.locator("#simulated .t").nth(1).getAttribute("title"));

            // When
            String light = background(page);
            page.locator("#theme").press("Enter");
            view.open("/search");

            // Then
            assertThat(background(page)).isNotEqualTo(light);
            assertThat(page.locator("#theme")).containsText("Light");
            assertThat(view.errors()).isEmpty();
        }
    }

    /** {@code -Dscreenshots=scorer-service/screenshots} writes the pictures of the viewer's README. */
    @Test
    @EnabledIfSystemProperty(named = "screenshots", matches = ".+")
    void screenshotsAreTaken() {
        Path directory = Path.of(System.getProperty("ganglion.root")).resolve(System.getProperty("screenshots"));
        pages().forEach((name, path) -> {
            if (!List.of("not-found", "compare-nothing").contains(name)) {
                picture(directory, name, path, ColorScheme.LIGHT, WIDE, name.equals("neuron") ? TALL : HIGH);
            }
        });
        picture(directory, "neuron-dark", pages().get("neuron"), ColorScheme.DARK, WIDE, TALL);
        picture(directory, "neuron-phone", pages().get("neuron"), ColorScheme.LIGHT, PHONE, 800);
        picture(directory, "overview-phone", pages().get("overview"), ColorScheme.DARK, PHONE, 800);
        picture(directory, "hostile", "/neurons/" + hostile().neuron(), ColorScheme.LIGHT, WIDE, HIGH);
    }

    private void picture(Path directory, String name, String path, ColorScheme scheme, int width, int height) {
        try (View view = browser.view(address.toString(), scheme, width, height)) {
            Page page = view.open(path).page();
            page.screenshot(new Page.ScreenshotOptions().setPath(directory.resolve(name + ".png")));
        }
    }

    private static Events hostile() {
        return Events.about(NeuronId.mlp(HOSTILE, 0, 1))
                .explainedAs("<script>alert(1)</script>\u202E\0" + "y".repeat(10_000))
                .on("<img src=x onerror=\"hacked=1\">", "\u202Ea\0b", "{page.words}", "z".repeat(10_000));
    }

    /** The id of the scores that the page shows. */
    private static String shown(Page page) {
        return page.locator(".ranked .shown a").getAttribute("href").replaceFirst(".*scores=", "");
    }

    private static List<String> titles(Locator tokens) {
        return ((List<?>) tokens.evaluateAll("tokens => tokens.map(token => token.title)"))
                .stream().map(String::valueOf).toList();
    }

    private static String background(Page page) {
        return (String) page.evaluate("() => getComputedStyle(document.body).backgroundColor");
    }

    private static String figure(Number value) {
        double number = value.doubleValue();
        String text = String.format(Locale.ROOT, number != 0 && Math.abs(number) < 0.1 ? "%.3f" : "%.2f", number);
        return text.equals("-0.00") ? "0.00" : text.replace('-', '\u2212');
    }
}
