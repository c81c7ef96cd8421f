package firebreak.cli.setup;

import firebreak.charter.Charter;
import firebreak.charter.Party;
import firebreak.charter.PartyCode;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.identity.PublicPair;
import firebreak.identity.Secret;
import firebreak.identity.SecretPair;
import firebreak.node.home.Config;
import firebreak.node.home.Home;
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
    @Option(names = "--holder", paramLabel = "NAME", description = "A root holder who is present; may be given again.")
    private List<String> holders = List.of();

    @Option(
            names = "--roots",
            paramLabel = "DIR",
            description = "Where the holders' files NAME.age lie. Default: keys/roots of the home.")
    private @Nullable Path folder;

    @Option(
            names = "--passphrases",
            paramLabel = "DIR",
            description = "A folder with a passphrase file for each holder, named like them. Default: they type.")
    private @Nullable Path passphrases;

    List<String> holders() {
        return holders;
    }

    KeyFile<SecretPair> file(World world, KeyFolder keys, String holder) throws Refusal {
        KeyName name;
        try {
            name = new KeyName(holder);
        } catch (IllegalArgumentException unfit) {
            throw new Refusal("--holder " + holder + ": " + unfit.getMessage());
        }
        return folder == null ? keys.root(name) : keys.rootAt(world.path(folder).resolve(name + ".age"));
    }

    Secret fresh(World world, Home home, Config config, String holder) throws IOException {
        return new Secrets(world)
                .holder(home, config, Optional.empty(), Optional.ofNullable(passphrases), holder)
                .fresh("root holder " + holder);
    }

    /// Signs with every holder present.
    Paper sign(World world, Home home, Paper paper, Charter charter) throws IOException, FormatException, Refusal {
        if (holders.isEmpty()) {
            throw new Refusal("say who signs: --holder NAME, once for each root holder who is present");
        }
        Config config = home.config();
        List<PublicPair> roots = roots(charter, config.party());
        Paper signed = paper;
        for (String holder : holders) {
            String whose = "root holder " + holder;
            KeyFile<SecretPair> file = file(world, home.keys(config.mode()), holder);
            try (Secret passphrase = new Secrets(world)
                            .holder(home, config, Optional.empty(), Optional.ofNullable(passphrases), holder)
                            .known(whose);
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
