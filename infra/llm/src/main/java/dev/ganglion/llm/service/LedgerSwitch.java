package dev.ganglion.llm.service;

import java.util.List;

/** Switches the ledger's database on for a process whose recipe asks a language model; others need no database. */
final class LedgerSwitch {

    private static final List<String> SETTINGS =
            List.of("quarkus.datasource.active", "quarkus.hibernate-orm.active", "quarkus.flyway.active");

    private LedgerSwitch() {}

    /** Before the start. What the operator set wins no more than anywhere: without a ledger nothing could be asked. */
    static void on() {
        SETTINGS.forEach(setting -> System.setProperty(setting, "true"));
    }
}
