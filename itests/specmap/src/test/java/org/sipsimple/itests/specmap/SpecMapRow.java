/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.specmap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of the spec map: a name of the documentation, the Java symbol that answers it, and the test that shows it.
 *
 * @param line its number in the file
 * @param type binary name of the Java type
 * @param member method, field or constant of the type, empty when the type itself is the answer
 * @param testType binary name of the test class
 * @param testMethod its method
 */
record SpecMapRow(int line, String name, String type, String member, String testType, String testMethod) {
    private static final int COLUMNS = 5;

    static List<SpecMapRow> read(Path file, List<String> mistakes) throws IOException {
        List<SpecMapRow> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String[] columns = lines.get(i).split("\t", -1);
            if (columns.length != COLUMNS) {
                mistakes.add("line " + (i + 1) + " has " + columns.length + " columns in place of " + COLUMNS);
                continue;
            }
            if (i > 0 && lines.get(i - 1).compareTo(lines.get(i)) > 0) {
                mistakes.add("line " + (i + 1) + " is not sorted: " + columns[0] + " " + columns[2]);
            }
            String[] symbol = (columns[3] + "#").split("#", -1);
            String[] test = (columns[4] + "#").split("#", -1);
            rows.add(new SpecMapRow(
                    i + 1, columns[0] + " " + columns[1] + " " + columns[2], symbol[0], symbol[1], test[0], test[1]));
        }
        return rows;
    }
}
