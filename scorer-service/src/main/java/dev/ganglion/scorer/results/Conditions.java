package dev.ganglion.scorer.results;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** The conditions of one query, with the values of their parameters. Values never become part of the text. */
final class Conditions {

    private final StringBuilder text = new StringBuilder("1 = 1");
    private final Map<String, Object> values = new LinkedHashMap<>();

    Conditions and(String condition) {
        text.append(" and ").append(condition);
        return this;
    }

    Conditions and(String condition, String parameter, Object value) {
        values.put(parameter, value);
        return and(condition);
    }

    /** Gives a value to a parameter of a condition that is there already. */
    Conditions with(String parameter, Object value) {
        values.put(parameter, value);
        return this;
    }

    /** Gives the parameters of conditions that are part of another condition their values. */
    Conditions with(Conditions inner) {
        values.putAll(inner.values);
        return this;
    }

    /** What follows {@code where}. */
    @Override
    public String toString() {
        return text.toString();
    }

    /** A query with the values of its conditions. */
    <T> Mutiny.SelectionQuery<T> query(Mutiny.StatelessSession session, String hql, Class<T> result) {
        Mutiny.SelectionQuery<T> query = session.createSelectionQuery(hql, result);
        values.forEach(query::setParameter);
        return query;
    }
}
