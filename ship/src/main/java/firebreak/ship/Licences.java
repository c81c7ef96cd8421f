package firebreak.ship;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/// Under which licence each publisher's libraries are, as a person has read it up.
///
/// @param byGroup SPDX expressions; a group counts for those below it too, `io.helidon` for `io.helidon.http`
record Licences(Map<String, String> byGroup) {
    Licences {
        byGroup = Map.copyOf(byGroup);
    }

    /// Those of the libraries in use, `licences.properties`.
    static Licences readUp() throws IOException {
        Properties read = new Properties();
        try (InputStream in = Objects.requireNonNull(Licences.class.getResourceAsStream("licences.properties"))) {
            read.load(in);
        }
        Map<String, String> byGroup = new TreeMap<>();
        read.stringPropertyNames().forEach(group -> byGroup.put(group, read.getProperty(group)));
        return new Licences(byGroup);
    }

    /// @throws IOException when nobody has read it up
    String of(String group) throws IOException {
        for (String above = group; !above.isEmpty(); above = above.substring(0, Math.max(0, above.lastIndexOf('.')))) {
            String licence = byGroup.get(above);
            if (licence != null) {
                return licence;
            }
        }
        throw new IOException("nobody has read up the licence of " + group + ": add it to ship's licences.properties");
    }
}
