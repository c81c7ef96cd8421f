package firebreak.node.home;

import firebreak.charter.Mode;
import firebreak.charter.NodeEntry;
import firebreak.charter.PartyCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The settings of a node, `config.json`, which people may edit:
///
/// ```
/// {
///   "address": "https://node.example:7443",
///   "api": "127.0.0.1:7080",
///   "lease": "../ru.lease",
///   "listen": "0.0.0.0:7443",
///   "metrics": "127.0.0.1:7090",
///   "mode": "live",
///   "party": "RU"
/// }
/// ```
///
/// A live node takes no passphrase from its settings and lets officers in from its own machine only.
///
/// @param party the node speaks for, its code
/// @param listen where other members' nodes connect (mutual TLS)
/// @param address what the manifest says of [#listen], `https://host:port`
/// @param api where officers connect
/// @param metrics health and measurements
/// @param lease the high-water file, outside the home; relative to the home
/// @param passphraseFile of the node's keys, relative to the home; in exercises only
public record Config(
        PartyCode party,
        Mode mode,
        Endpoint listen,
        String address,
        Endpoint api,
        Endpoint metrics,
        String lease,
        Optional<String> passphraseFile) {
    static final int MAX_BYTES = 64 * 1024;

    Json toJson() {
        return Json.object()
                .with("party", party.value())
                .with("mode", mode.toJson())
                .with("listen", listen.toJson())
                .with("address", address)
                .with("api", api.toJson())
                .with("metrics", metrics.toJson())
                .with("lease", lease)
                .with("passphraseFile", passphraseFile.orElse(null))
                .build();
    }

    /// @param homeName the name of the home's folder, for the usual place of the lease
    static Config read(String place, Json value, String homeName) throws FormatException {
        Fields fields = Fields.of(place, value);
        Config config = new Config(
                fields.required("party", PartyCode::read),
                fields.required("mode", Mode::read),
                fields.required("listen", Endpoint::read),
                fields.string("address"),
                fields.required("api", Endpoint::read),
                fields.required("metrics", Endpoint::read),
                fields.optional("lease", Fields::asString).orElse(usualLease(homeName)),
                fields.optional("passphraseFile", Fields::asString));
        fields.done();
        config.check(place);
        return config;
    }

    /// Beside the home, so that an old copy of the home does not bring an old lease along.
    public static String usualLease(String homeName) {
        return "../" + homeName + ".lease";
    }

    /// Refuses what a manifest could not say and what a live node must not do.
    ///
    /// @param place the prefix of the fault's place, for example `config.json`
    public void check(String place) throws FormatException {
        NodeEntry.address(place + ".address", address);
        path(place + ".lease", lease);
        if (passphraseFile.isPresent()) {
            path(place + ".passphraseFile", passphraseFile.get());
        }
        if (mode == Mode.LIVE && passphraseFile.isPresent()) {
            throw new FormatException(
                    place + ".passphraseFile",
                    "a live node keeps no passphrase beside its keys: remove it and start with --passphrase-file");
        }
        if (mode == Mode.LIVE && !api.isLoopback()) {
            throw new FormatException(
                    place + ".api",
                    "a live node lets officers in from its own machine only, for example 127.0.0.1:" + api.port());
        }
    }

    private static void path(String place, String path) throws FormatException {
        try {
            var _ = Path.of(path);
        } catch (InvalidPathException unfit) {
            throw new FormatException(place, "expected the path of a file: " + unfit.getReason());
        }
    }
}
