package dev.ganglion.llm.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class BudgetGatePropertiesTest {

    @Property
    void neverMoreGoOnTogetherThanTheBudgetAffords(
            @ForAll @Size(max = 30) List<@LongRange(min = 1, max = 100) Long> costs,
            @ForAll @LongRange(min = 0, max = 1_000) long budget) {
        // Given
        BudgetGate gate = new BudgetGate(state(0, 1));
        List<Long> gone = new ArrayList<>();
        costs.forEach(cost -> gate.await(cost, () -> gone.add(cost)));

        // When
        gate.update(state(budget, 2));

        // Then
        long sum = gone.stream().mapToLong(Long::longValue).sum();
        assertThat(sum).isLessThanOrEqualTo(budget);
        assertThat(gate.waiting()).isEqualTo(costs.size() - gone.size());
        if (gone.size() < costs.size()) {
            long dearest = costs.stream().mapToLong(Long::longValue).max().orElseThrow();
            assertThat(sum + dearest).isGreaterThan(budget);
        }
    }

    @Property
    void anOlderStateChangesNothing(@ForAll @LongRange(min = 1, max = 1_000) long budget) {
        // Given
        BudgetGate gate = new BudgetGate(state(0, 2));
        List<String> gone = new ArrayList<>();
        gate.await(1L, () -> gone.add("gone"));

        // When
        gate.update(state(budget, 1));

        // Then
        assertThat(gone).isEmpty();
        assertThat(gate.paused()).isPresent();
    }

    private static BudgetState state(long budget, long revision) {
        return new BudgetState("0123456789abcdef", "terse", "explainer", "model", budget, 0, 0, 0, revision);
    }
}
