package firebreak.node.backup;

import firebreak.charter.Mode;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The first file of every backup, `backup.json`: what it is of, and each further file with size and hash, in their
/// order.
///
/// @param number the backups of one home are counted from 1, both kinds together
/// @param made the clock of the machine
/// @param store which store key belongs to it ([firebreak.node.store.StoreCopy#id]); absent when the home had no
///     store
public record BackupIndex(
        BackupKind kind,
        PartyCode party,
        Mode mode,
        long number,
        Instant made,
        Optional<Bytes> store,
        List<Item> files) {
    static final String NAME = "backup.json";
    static final int MAX_BYTES = 1 << 20;

    private static final String TYPE = "firebreak/backup/v1";

    /// One file.
    record Item(String name, long bytes, Hash sha256) {
        Json toJson() {
            return Json.object()
                    .with("name", name)
                    .with("bytes", bytes)
                    .with("sha256", sha256)
                    .build();
        }

        static Item read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            Item item = new Item(fields.string("name"), fields.integer("bytes"), fields.hash("sha256"));
            fields.done();
            return item;
        }
    }

    public BackupIndex {
        files = List.copyOf(files);
    }

    Bytes bytes() {
        return Canonical.write(Json.object()
                .with("type", TYPE)
                .with("kind", kind.word())
                .with("party", party.value())
                .with("mode", mode.toJson())
                .with("number", number)
                .with("made", made)
                .with("store", store.map(Bytes::hex).orElse(null))
                .with("files", Json.list(files, Item::toJson))
                .build());
    }

    static BackupIndex read(Bytes bytes) throws FormatException {
        Fields fields = Fields.of(NAME, Canonical.read(NAME, bytes, MAX_BYTES));
        fields.expect("type", TYPE);
        Optional<String> store = fields.optional("store", Fields::asString);
        BackupIndex index = new BackupIndex(
                fields.required("kind", BackupKind::read),
                fields.required("party", PartyCode::read),
                fields.required("mode", Mode::read),
                fields.integer("number"),
                fields.time("made"),
                store.isPresent() ? Optional.of(Bytes.parseHex(NAME + ".store", store.get())) : Optional.empty(),
                fields.list("files", Item::read));
        fields.done();
        index.check();
        return index;
    }

    /// Refuses names that do not belong into a backup of this kind, and names that stand there twice.
    private void check() throws FormatException {
        Set<String> seen = new HashSet<>();
        for (Item item : files) {
            if (!kind.holds(item.name()) || !seen.add(item.name()) || item.bytes() < 0) {
                throw new FormatException(
                        NAME + ".files", "expected files of a backup of the " + kind.word() + ", each once");
            }
        }
    }

    /// As people say it, for example `store backup 7 of RU`.
    public String title() {
        return kind.word() + " backup " + number + " of " + party;
    }
}
