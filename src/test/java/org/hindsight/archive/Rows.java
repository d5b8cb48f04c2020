package org.hindsight.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/** The rows of all tables below an incident, found by their foreign keys; ids of rows and of incidents do not count. */
final class Rows {

    private final DataSource database;
    private final Set<String> leftOut;
    private final Map<String, String> conditions = new TreeMap<>();

    Rows(DataSource database, Set<String> leftOut) throws SQLException {
        this.database = database;
        this.leftOut = leftOut;
        conditions.put("incident", "id = ?");
        try (Connection connection = database.getConnection()) {
            List<String> parents = new ArrayList<>(List.of("incident"));
            while (!parents.isEmpty()) {
                parents.addAll(children(connection, parents.remove(0)));
            }
        }
    }

    private List<String> children(Connection connection, String parent) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet keys = connection.getMetaData().getExportedKeys(null, null, cased(connection, parent))) {
            while (keys.next()) {
                String table = keys.getString("FKTABLE_NAME").toLowerCase(Locale.ROOT);
                String column = keys.getString("FKCOLUMN_NAME").toLowerCase(Locale.ROOT);
                if (!leftOut.contains(table) && !conditions.containsKey(table)) {
                    conditions.put(
                            table,
                            parent.equals("incident")
                                    ? column + " = ?"
                                    : column + " in (select id from " + parent + " where " + conditions.get(parent)
                                            + ")");
                    found.add(table);
                }
            }
        }
        return found;
    }

    private static String cased(Connection connection, String table) throws SQLException {
        return connection.getMetaData().storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
    }

    Map<String, List<String>> of(long incident) throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        try (Connection connection = database.getConnection()) {
            for (Map.Entry<String, String> table : conditions.entrySet()) {
                rows.put(table.getKey(), rows(connection, table.getKey(), table.getValue(), incident));
            }
        }
        return rows;
    }

    private static List<String> rows(Connection connection, String table, String condition, long incident)
            throws SQLException {
        List<String> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select * from " + table + " where " + condition)) {
            select.setLong(1, incident);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(row(found));
                }
            }
        }
        rows.sort(null);
        return rows;
    }

    /** Ids are given anew; people and services are the same here. */
    private static String row(ResultSet found) throws SQLException {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            String column = found.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT);
            boolean ofItsOwn = column.equals("id")
                    || column.equals("imported_from")
                    || (column.endsWith("_id")
                            && !column.matches("user_id|author_id|.*_by_id|reviewer_id|service_id|.*promiser_id"));
            if (!ofItsOwn) {
                Object value = column.equals("content") ? found.getBytes(i).length : found.getObject(i);
                row.append(column).append('=').append(value).append(' ');
            }
        }
        return row.toString();
    }

    Set<String> empty(Map<String, List<String>> rows) {
        Set<String> empty = new TreeSet<>();
        rows.forEach((table, some) -> {
            // A bundle is made after the publication, by a press that rests in tests.
            if (some.isEmpty() && !table.equals("edition_file_part")) {
                empty.add(table);
            }
        });
        return empty;
    }
}
