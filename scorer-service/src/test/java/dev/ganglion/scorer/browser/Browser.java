package dev.ganglion.scorer.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** This machine's Chromium, driven by Playwright. */
final class Browser implements AutoCloseable {

    private static final List<Path> PLACES = Stream.of(
                    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .toList();

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--hide-scrollbars")));
    }

    /** The browser; where there is none, the tests are skipped and say so, but on a build server they fail. */
    static Browser start() {
        Optional<Path> found = Optional.ofNullable(System.getenv("CHROMIUM"))
                .map(Path::of)
                .or(() -> PLACES.stream().filter(Files::isExecutable).findFirst());
        if (found.isEmpty() && System.getenv("CI") != null) {
            throw new IllegalStateException("no Chromium is installed: the viewer is not tested");
        }
        Assumptions.assumeTrue(
                found.isPresent(),
                "no Chromium is installed, or named by CHROMIUM: the viewer is not tested in a browser");
        return new Browser(found.get());
    }

    /** A window of its own; what goes wrong in it is remembered. */
    View view(String address, ColorScheme scheme, int width, int height) {
        BrowserContext context = chromium.newContext(new NewContextOptions()
                .setBaseURL(address)
                .setColorScheme(scheme)
                .setLocale("en")
                .setViewportSize(width, height));
        context.setDefaultTimeout(15_000);
        return new View(context, context.newPage());
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    /** A window. */
    static final class View implements AutoCloseable {

        private final BrowserContext context;
        private final Page page;
        private final List<String> errors = new ArrayList<>();

        private View(BrowserContext context, Page page) {
            this.context = context;
            this.page = page;
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") || message.type().equals("warning")) {
                    errors.add(message.text());
                }
            });
            page.onPageError(errors::add);
        }

        Page page() {
            return page;
        }

        View open(String path) {
            page.navigate(path);
            return this;
        }

        /** What the console says, violations of the content security policy included. */
        List<String> errors() {
            return errors;
        }

        /** What axe-core calls serious or critical, with the first place of each. */
        List<String> barriers() {
            return new AxeBuilder(page)
                            // Two thousand tokens that are all alike take it most of its time.
                            .exclude(".excerpt:nth-child(n+4)")
                            .analyze()
                            .getViolations()
                            .stream()
                            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                            .map(View::described)
                            .toList();
        }

        private static String described(Rule rule) {
            return rule.getId() + ": " + rule.getHelp() + " "
                    + rule.getNodes().get(0).getHtml() + " "
                    + rule.getNodes().get(0).getFailureSummary();
        }

        /** Whether something is wider than the window. */
        boolean scrollsSideways() {
            return (boolean)
                    page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
