package dev.ganglion.cli.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.ganglion.cli.stack.ServiceProgram;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A replay as a Kubernetes Job. Its pods share the replay's group; each exits 0 when the group is at the end, so the Job has
 * no number of completions: it is complete when all of them are.
 *
 * @param id frozen in the arguments, so that a pod that is started again goes on
 * @param arguments of the jar's {@code replay} command, without the id
 * @param replicas pods at the same time
 * @param image null for {@code ganglion/<service>:latest}
 * @param budget what the recipe may spend, in dollars, if the ledger has no budget for it; null for the cluster's setting
 */
record ReplayJob(ServiceProgram service, String id, List<String> arguments, int replicas, String image, Double budget) {

    /** The ConfigMap with the addresses of broker, database and results; every key is an environment variable. */
    static final String CONFIG_MAP = "ganglion";
    /** The Secret with {@code QUARKUS_DATASOURCE_PASSWORD} and {@code OPENAI_API_KEY}. */
    static final String SECRET = "ganglion";
    /** The ConfigMap with recipes of one's own, a file each. */
    static final String RECIPES = "ganglion-recipes";

    private static final String RECIPES_AT = "/recipes";
    private static final int LONGEST_NAME = 63;
    private static final int DIGITS = 8;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    ReplayJob {
        arguments = List.copyOf(arguments);
    }

    /** The manifest. */
    String yaml() {
        try {
            return YAML.writeValueAsString(manifest());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of text can be written as YAML", e);
        }
    }

    private Map<String, Object> manifest() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name(id));
        metadata.put("labels", labels());
        metadata.put("annotations", Map.of("ganglion.dev/replay", id));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("apiVersion", "batch/v1");
        manifest.put("kind", "Job");
        manifest.put("metadata", metadata);
        manifest.put("spec", spec());
        return manifest;
    }

    private Map<String, Object> labels() {
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("app.kubernetes.io/part-of", "ganglion");
        labels.put("app.kubernetes.io/name", service.title());
        labels.put("app.kubernetes.io/component", "replay");
        return labels;
    }

    private Map<String, Object> spec() {
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("restartPolicy", "OnFailure");
        pod.put("terminationGracePeriodSeconds", 60);
        pod.put("automountServiceAccountToken", false);
        pod.put("containers", List.of(container()));
        if (asksModels()) {
            pod.put("volumes", List.of(named("recipes", "configMap", optional(RECIPES))));
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("parallelism", replicas);
        spec.put("backoffLimit", 30);
        spec.put("template", ordered("metadata", Map.of("labels", labels()), "spec", pod));
        return spec;
    }

    private Map<String, Object> container() {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", "replay");
        container.put("image", image == null ? "ganglion/" + service.title() + ":latest" : image);
        List<String> args = new ArrayList<>(List.of("replay", "--id", id));
        args.addAll(arguments);
        container.put("args", args);
        container.put("envFrom", List.of(Map.of("configMapRef", Map.of("name", CONFIG_MAP))));
        container.put("env", environment());
        container.put("ports", List.of(named("http", "containerPort", service.preferredPort())));
        container.put("livenessProbe", probe());
        container.put(
                "securityContext",
                ordered("allowPrivilegeEscalation", false, "capabilities", Map.of("drop", List.of("ALL"))));
        if (asksModels()) {
            container.put("volumeMounts", List.of(volumeMount()));
        }
        return container;
    }

    private List<Object> environment() {
        List<Object> all = new ArrayList<>();
        // A pod's own network, on which the kubelet and Prometheus ask; services listen on the loopback by default.
        all.add(value("QUARKUS_HTTP_HOST", "0.0.0.0"));
        all.add(value("QUARKUS_HTTP_PORT", Integer.toString(service.preferredPort())));
        all.add(secret("QUARKUS_DATASOURCE_PASSWORD"));
        if (asksModels()) {
            all.add(value("RECIPES_DIR", RECIPES_AT));
            all.add(secret("OPENAI_API_KEY"));
            if (budget != null) {
                all.add(value("LLM_BUDGET", budget.toString()));
            }
        }
        return all;
    }

    private boolean asksModels() {
        return service != ServiceProgram.SCORER;
    }

    private Map<String, Object> probe() {
        Map<String, Object> probe = new LinkedHashMap<>();
        probe.put("httpGet", ordered("path", "/q/health/live", "port", "http"));
        probe.put("initialDelaySeconds", 30);
        probe.put("periodSeconds", 20);
        probe.put("failureThreshold", 6);
        return probe;
    }

    private static Map<String, Object> volumeMount() {
        Map<String, Object> mount = new LinkedHashMap<>();
        mount.put("name", "recipes");
        mount.put("mountPath", RECIPES_AT);
        mount.put("readOnly", true);
        return mount;
    }

    private static Map<String, Object> value(String name, String value) {
        return named(name, "value", value);
    }

    private static Map<String, Object> secret(String name) {
        Map<String, Object> key = optional(SECRET);
        key.put("key", name);
        return named(name, "valueFrom", Map.of("secretKeyRef", key));
    }

    private static Map<String, Object> named(String name, String field, Object value) {
        return ordered("name", name, field, value);
    }

    private static Map<String, Object> optional(String name) {
        return ordered("name", name, "optional", true);
    }

    /** The same text every time. */
    private static Map<String, Object> ordered(String first, Object one, String second, Object other) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        ordered.put(first, one);
        ordered.put(second, other);
        return ordered;
    }

    /** A name that Kubernetes takes, other for another id. */
    static String name(String id) {
        String name = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        return name.substring(0, LONGEST_NAME - DIGITS - 1).replaceAll("-$", "") + "-"
                + digest(id).substring(0, DIGITS);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
