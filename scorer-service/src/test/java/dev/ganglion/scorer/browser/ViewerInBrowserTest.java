package dev.ganglion.scorer.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.ganglion.events.NeuronId;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.browser.Browser.View;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What the viewer's pages show. */
@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
@WithTestResource(PlayedActivationServer.class)
class ViewerInBrowserTest extends ViewerScene {

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

            // And: the weights lead to other neurons, which have words of their own
            JsonPath related = get("/api/neurons/" + neuron + "/related");
            String first =
                    page.locator("#related a").first().getAttribute("href").replace("/neurons/", "");
            assertThat(related.getList("weights.downstream.positive")).contains(first);
            assertThat(page.locator("#related li")
                            .filter(new Locator.FilterOptions().setHas(page.locator("a")))
                            .first())
                    .containsText(related.getString("explanations.'" + first + "'.text"));

            // When
            page.locator("#related a").first().click();

            // Then
            page.waitForURL(url -> url.contains("/neurons/" + MODEL + "/1-mlp/"));
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

    /** The id of the scores that the page shows. */
    private static String shown(Page page) {
        return page.locator(".ranked .shown a").getAttribute("href").replaceFirst(".*scores=", "");
    }

    private static List<String> titles(Locator tokens) {
        return ((List<?>) tokens.evaluateAll("tokens => tokens.map(token => token.title)"))
                .stream().map(String::valueOf).toList();
    }
}
