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
import dev.ganglion.scorer.fixture.IllustratedNeurons;
import dev.ganglion.scorer.suggestion.Suggestion;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The viewer as people use it: by clicking, typing and keys. */
@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
@WithTestResource(PlayedActivationServer.class)
class ViewerByClickingTest extends ViewerScene {

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

    private static String background(Page page) {
        return (String) page.evaluate("() => getComputedStyle(document.body).backgroundColor");
    }
}
