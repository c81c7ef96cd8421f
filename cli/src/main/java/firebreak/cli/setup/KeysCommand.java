package firebreak.cli.setup;

import firebreak.charter.Charter;
import firebreak.charter.Manifest;
import firebreak.charter.Party;
import firebreak.charter.PartyCode;
import firebreak.charter.PostEntry;
import firebreak.charter.Registry;
import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.identity.KeySet;
import firebreak.identity.PublicPair;
import firebreak.node.home.Home;
import firebreak.node.home.PublicKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak keys`: public keys for others to verify with.
public final class KeysCommand {
    private KeysCommand() {}

    /// `firebreak keys export`.
    @Command(
            name = "export",
            description = {
                "Write public signing keys as a JWK set (RFC 7517), for any JOSE library: Ed25519 as OKP, ML-DSA-65 as AKP.",
                "Own ones: of node, posts and root. With --all also those of every party whose charter and manifests are here."
            },
            footer = {"", "Example:", "  firebreak keys export --home /srv/ru --all --to keys.json"})
    public static final class Export extends HomeAct {
        @Option(names = "--all", description = "Those of the other parties too.")
        private boolean all;

        @Option(names = "--to", paramLabel = "FILE", description = "Default: standard output.")
        private @Nullable Path to;

        public Export(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Home at = home();
            PartyCode own = at.config().party();
            Predicate<PartyCode> wanted = party -> all || party.equals(own);
            KeySet keys = new KeySet(
                    Stream.concat(ofHome(at), ofDocuments(at.holdings().registry(), wanted))
                            .toList());
            if (to == null) {
                say(keys.toJson());
            } else {
                Files.write(world.path(to), Canonical.write(keys.toJson()).toArray());
                say("Wrote " + 2 * keys.pairs().size() + " public keys to " + world.path(to) + ".");
            }
            return Exit.DONE;
        }

        private static Stream<PublicPair> ofHome(Home at) throws IOException, FormatException {
            PublicKeys keys = at.publicKeys();
            return Stream.concat(
                    Stream.of(keys.node().signing()), keys.posts().stream().map(PostEntry::signing));
        }

        /// Of every version, since notes signed with keys of an old one are still to be verified.
        private static Stream<PublicPair> ofDocuments(Registry known, Predicate<PartyCode> wanted) {
            return known.inOrder().stream().map(Registry.Entry::document).flatMap(document -> switch (document) {
                case Registry.CharterDocument charter -> ofCharter(charter.charter(), wanted);
                case Registry.ManifestDocument manifest -> ofManifest(manifest.manifest(), wanted);
                case Registry.AgreementDocument _, Registry.RevocationDocument _ -> Stream.<PublicPair>empty();
            });
        }

        private static Stream<PublicPair> ofCharter(Charter charter, Predicate<PartyCode> wanted) {
            return charter.parties().stream()
                    .filter(party -> wanted.test(party.code()))
                    .flatMap(party -> party.roots().stream())
                    .map(Party.Root::keys);
        }

        private static Stream<PublicPair> ofManifest(Manifest manifest, Predicate<PartyCode> wanted) {
            List<PostEntry> posts = wanted.test(manifest.party()) ? manifest.posts() : List.of();
            Stream<PublicPair> node =
                    wanted.test(manifest.party()) ? Stream.of(manifest.node().signing()) : Stream.empty();
            return Stream.concat(node, posts.stream().map(PostEntry::signing));
        }
    }
}
