package firebreak.cli.setup;

import firebreak.charter.Manifest;
import firebreak.charter.PostCode;
import firebreak.charter.Registry;
import firebreak.charter.Revocation;
import firebreak.charter.RevokedKey;
import firebreak.cli.console.Refusal;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.Keys;
import firebreak.engine.OwnRecord;
import firebreak.engine.State;
import firebreak.engine.StoreView;
import firebreak.engine.Stored;
import firebreak.engine.Table;
import firebreak.node.export.HomeRecords;
import firebreak.note.Author;
import firebreak.note.Statement;
import firebreak.record.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Up to which size each own record is beyond dispute, for a revocation.
record LastGoodSizes(List<Size> sizes) {
    /// @param label of the channel
    record Size(String label, Origin origin, long good, long all) {}

    /// @param given what the person says, by label; for the others the records are read
    static LastGoodSizes of(
            HomeRecords records, Hash charter, List<RevokedKey> keys, Instant since, Map<String, Long> given)
            throws Refusal {
        State state = records.state();
        List<Size> sizes = new ArrayList<>();
        for (Channel channel : records.channels()) {
            if (!state.manifest(channel).charter().equals(charter)) {
                continue;
            }
            String label = records.agreement(channel).label();
            for (OwnRecord earlier : channel.past()) {
                first(records, earlier, keys, since)
                        .ifPresent(size -> sizes.add(new Size(label, earlier.origin(), size, earlier.size())));
            }
            OwnRecord own = channel.own();
            Optional<Long> size =
                    given.containsKey(label) ? Optional.ofNullable(given.get(label)) : first(records, own, keys, since);
            if (size.filter(good -> good < 0 || good > own.size()).isPresent()) {
                throw new Refusal("the record of " + label + " has " + own.size() + " leaves: give it from 0 to that");
            }
            size.ifPresent(good -> sizes.add(new Size(label, own.origin(), good, own.size())));
        }
        return new LastGoodSizes(sizes);
    }

    /// The index of the first leaf that one of the keys signed, by the time it states.
    private static Optional<Long> first(HomeRecords records, OwnRecord record, List<RevokedKey> keys, Instant since) {
        StoreView store = records.store();
        for (long index = 0; index < record.size(); index++) {
            boolean theirs = store.get(Table.BODY, Keys.leaf(record.origin(), index))
                    .map(Stored::statement)
                    .filter(statement -> !statement.at().isBefore(since))
                    .filter(statement -> isBy(records.state().registry(), statement, record.origin(), keys))
                    .isPresent();
            if (theirs) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }

    private static boolean isBy(Registry registry, Statement statement, Origin origin, List<RevokedKey> keys) {
        return statement.authors().stream()
                        .filter(author -> author.origin().equals(origin))
                        .flatMap(author ->
                                registry.manifest(author.manifest()).stream().map(named -> key(author, named)))
                        .anyMatch(keys::contains)
                || keys.stream().anyMatch(key -> key.use() == RevokedKey.Use.RECORD);
    }

    private static RevokedKey key(Author author, Manifest manifest) {
        Optional<PostCode> post = author.post();
        return post.flatMap(manifest::post).map(RevokedKey::ofPost).orElseGet(() -> RevokedKey.ofNode(manifest.node()));
    }

    List<Hash> commitments() {
        return sizes.stream()
                .map(size -> Revocation.good(size.origin(), size.good()))
                .toList();
    }

    List<String> lines() {
        return sizes.isEmpty()
                ? List.of("Nothing that was said before is disputed.")
                : sizes.stream()
                        .map(size -> "  " + size.label() + ": " + size.good() + " of " + size.all()
                                + " leaves are beyond dispute")
                        .toList();
    }

    Json toJson() {
        return Json.list(
                sizes,
                size -> Json.object()
                        .with("channel", size.label())
                        .with("origin", size.origin().text())
                        .with("good", size.good())
                        .with("size", size.all())
                        .build());
    }
}
