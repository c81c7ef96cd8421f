package firebreak.cli.setup;

import firebreak.charter.Charter;
import firebreak.charter.Mode;
import firebreak.charter.Party;
import firebreak.charter.PartyCode;
import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.identity.PublicPair;
import firebreak.identity.Secret;
import firebreak.identity.SecretPair;
import firebreak.node.home.Config;
import firebreak.node.home.Home;
import firebreak.node.home.Passphrases;
import firebreak.node.keys.KeyFile;
import firebreak.node.keys.KeyFolder;
import firebreak.node.keys.KeyName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which root holders are present, where their key files lie, and where their passphrases come from.
final class RootOptions {
    @Option(
            names = "--holder",
            paramLabel = "NAME[=DIR]",
            description = "A root holder who is present, and the folder of their medium; may be given again.")
    private List<String> given = List.of();

    @Option(
            names = {"--roots", "--out"},
            paramLabel = "DIR",
            description = "Where the files NAME.age of holders without a DIR of their own lie. An exercise may leave"
                    + " them in keys/roots of the home; a live line may not.")
    private @Nullable Path folder;

    @Option(
            names = "--passphrases",
            paramLabel = "DIR",
            description = "A folder with a passphrase file for each holder, named like them. Default: they type.")
    private @Nullable Path passphrases;

    List<String> holders() {
        return given.stream().map(holder -> holder.split("=", 2)[0]).toList();
    }

    /// The file of a holder. That of a live line lies outside the home: whoever copies a node must not get its root.
    KeyFile<SecretPair> file(World world, Home home, Config config, String holder) throws Refusal {
        KeyName name = name(holder);
        KeyFolder keys = home.keys(config.mode());
        Optional<Path> own = folder(holder).map(world::path);
        if (own.isEmpty() && config.mode() == Mode.EXERCISE) {
            return keys.root(name);
        }
        Path chosen = own.orElseThrow(() -> new Refusal(
                Exit.USAGE,
                "say where the file of root holder " + holder + " lies: --holder " + holder
                        + "=DIR, with the folder of the medium that the holder keeps offline, or --out DIR for all"));
        if (config.mode() == Mode.LIVE && isInside(chosen, home.folder())) {
            throw new Refusal("the file of root holder " + holder + " may not lie in the home " + home
                    + ": name the folder of a medium that the holder carries away");
        }
        return keys.rootAt(chosen.resolve(name + ".age"));
    }

    private static KeyName name(String holder) throws Refusal {
        try {
            return new KeyName(holder);
        } catch (IllegalArgumentException unfit) {
            throw new Refusal("--holder " + holder + ": " + unfit.getMessage());
        }
    }

    private Optional<Path> folder(String holder) {
        return given.stream()
                .filter(entry -> entry.startsWith(holder + "="))
                .findFirst()
                .map(entry -> Path.of(entry.substring(holder.length() + 1)))
                .or(() -> Optional.ofNullable(folder));
    }

    private static boolean isInside(Path path, Path home) {
        return real(path).startsWith(real(home));
    }

    /// Past links, as far as the path is there already.
    private static Path real(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        try {
            return whole.toRealPath();
        } catch (IOException notThereYet) {
            Path parent = whole.getParent();
            return parent == null ? whole : real(parent).resolve(String.valueOf(whole.getFileName()));
        }
    }

    Secret fresh(World world, Home home, Config config, String holder) throws IOException {
        return secrets(world, home, config, holder).fresh("root holder " + holder);
    }

    private Passphrases secrets(World world, Home home, Config config, String holder) {
        return new Secrets(world).holder(home, config, Optional.empty(), Optional.ofNullable(passphrases), holder);
    }

    /// Signs with every holder present.
    Paper sign(World world, Home home, Paper paper, Charter charter) throws IOException, FormatException, Refusal {
        if (given.isEmpty()) {
            throw new Refusal("say who signs: --holder NAME, once for each root holder who is present");
        }
        Config config = home.config();
        List<PublicPair> roots = roots(charter, config.party());
        Paper signed = paper;
        for (String holder : holders()) {
            String whose = "root holder " + holder;
            KeyFile<SecretPair> file = file(world, home, config, holder);
            try (Secret passphrase = secrets(world, home, config, holder).known(whose);
                    SecretPair keys = Secrets.open(file, passphrase, whose)) {
                if (!roots.contains(keys.keys())) {
                    throw new Refusal(
                            "the keys of " + whose + " are no root of " + config.party() + " in this charter");
                }
                signed = signed.signedBy(keys);
            }
        }
        return signed;
    }

    private static List<PublicPair> roots(Charter charter, PartyCode party) throws Refusal {
        Party entry = charter.party(party).orElseThrow(() -> new Refusal(party + " is not a party to this charter"));
        return entry.roots().stream().map(Party.Root::keys).toList();
    }
}
