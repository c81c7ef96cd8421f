package firebreak.ship;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/// Which build this is.
///
/// @param version of the program
/// @param time that every file of it bears, whenever it was made
/// @param platform the only one its Java runs on, for example `linux-amd64`
record Release(String version, Instant time, String platform) {
    /// The build that this class is part of, for the machine it runs on.
    static Release here() throws IOException {
        Properties build = new Properties();
        try (InputStream in = Objects.requireNonNull(Release.class.getResourceAsStream("release.properties"))) {
            build.load(in);
        }
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return new Release(
                build.getProperty("version"),
                Instant.parse(build.getProperty("time")),
                system + "-" + System.getProperty("os.arch"));
    }

    /// Of the archive without its ending, and of the one folder in it.
    String name() {
        return "firebreak-" + version + "-" + platform;
    }
}
