package firebreak.export;

import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.encoding.Hash;
import firebreak.identity.Jws;
import firebreak.witness.Witnesses;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The charter documents that a channel rests on, each with its path in an export: every version of its
/// agreement, of its members' and neutrals' manifests, and of the charters those belong to, numbered in the order in
/// which
/// they can be checked.
final class DocumentFiles {
    private final Registry registry;
    private final ChannelId channel;

    DocumentFiles(Registry registry, ChannelId channel) {
        this.registry = registry;
        this.channel = channel;
    }

    /// Paths and signed documents.
    SortedMap<String, Jws> all() {
        SortedMap<String, Jws> files = new TreeMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (Registry.Entry entry : registry.inOrder()) {
            folder(entry.document()).ifPresent(folder -> {
                int number = numbers.merge(folder, 1, Integer::sum);
                files.put(folder + String.format(Locale.ROOT, "%04d.json", number), entry.jws());
            });
        }
        return files;
    }

    /// Where a document belongs; nothing where the channel does not rest on it.
    private Optional<String> folder(Registry.Document document) {
        return switch (document) {
            case Registry.CharterDocument(var _, Hash hash) ->
                registry.firstCharter(hash).filter(charters()::contains).map(_ -> RecordPath.CHARTERS);
            case Registry.ManifestDocument(var manifest, Hash _) ->
                manifestChains().contains(chain(manifest.charter(), manifest.party()))
                        ? Optional.of(RecordPath.MANIFESTS + manifest.party() + "/")
                        : Optional.empty();
            case Registry.RevocationDocument(var revocation, Hash _) ->
                manifestChains().contains(revocation.charter() + " " + revocation.party())
                        ? Optional.of(RecordPath.REVOCATIONS + revocation.party() + "/")
                        : Optional.empty();
            case Registry.AgreementDocument(Agreement _, Hash hash) ->
                registry.channel(hash).filter(channel::equals).map(_ -> RecordPath.AGREEMENTS);
        };
    }

    /// The versions of the channel's agreement, oldest first.
    List<Agreement> agreements() {
        return registry.inOrder().stream()
                .map(Registry.Entry::document)
                .flatMap(document -> document instanceof Registry.AgreementDocument(Agreement agreement, Hash hash)
                                && registry.channel(hash).equals(Optional.of(channel))
                        ? Stream.of(agreement)
                        : Stream.empty())
                .toList();
    }

    private Set<Hash> charters() {
        return agreements().stream()
                .flatMap(agreement -> agreement.members().stream())
                .flatMap(member -> registry.manifest(member.manifest()).stream())
                .map(manifest -> manifest.charter())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Those of members, and of the neutrals whose signatures make times.
    private Set<String> manifestChains() {
        Set<String> chains = new TreeSet<>();
        for (Agreement agreement : agreements()) {
            agreement.members().stream()
                    .flatMap(member -> registry.manifest(member.manifest()).stream())
                    .forEach(manifest -> chains.add(chain(manifest.charter(), manifest.party())));
            for (Hash charter : Witnesses.charters(registry, agreement)) {
                Stream.concat(agreement.witnesses().parties().stream(), agreement.mailboxes().parties().stream())
                        .forEach(neutral -> chains.add(chain(charter, neutral)));
            }
        }
        return chains;
    }

    private static String chain(Hash charter, PartyCode party) {
        return charter + " " + party;
    }
}
