package firebreak.twin;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.Jws;
import firebreak.identity.RecordSecret;
import firebreak.identity.SecretPair;
import firebreak.identity.Signer;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointSigner;
import firebreak.record.Cosigner;
import firebreak.record.EntryBundle;
import firebreak.record.IndexRanges;
import firebreak.record.KeyName;
import firebreak.record.Leaf;
import firebreak.record.LeafHashes;
import firebreak.record.LeafType;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import firebreak.record.SignatureLine;
import firebreak.record.TilePath;
import firebreak.record.Tiles;
import firebreak.record.VerifierKey;
import firebreak.seal.Envelope;
import firebreak.seal.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An export made by hand, so that it can say anything and still be signed by those it binds: each payload goes through
/// a hand that may change it *before* it is signed, committed to and built upon.
final class Made {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int MOST_SIGNED = 700_000;
    private static final Map<String, Jws> SIGNED = new HashMap<>();

    /// Changes the payload of a document, form, statement or index, or gives it back.
    @FunctionalInterface
    interface Hand {
        Hand HONEST = (name, payload) -> payload;

        Bytes touch(String name, Bytes payload);

        /// Changes a signed object or checkpoint after it was signed, and before anything commits to it.
        default Bytes seal(String name, Bytes signed) {
            return signed;
        }
    }

    /// A hand that changes what is signed already, at one name.
    static Hand sealing(String changed, UnaryOperator<Bytes> change) {
        return new Hand() {
            @Override
            public Bytes touch(String name, Bytes payload) {
                return payload;
            }

            @Override
            public Bytes seal(String name, Bytes signed) {
                return name.equals(changed) ? change.apply(signed) : signed;
            }
        };
    }

    /// One party with all its secrets, drawn once.
    record Someone(
            String code,
            SecretPair root,
            SecretPair node,
            SecretPair post,
            Identity.Hybrid recipient,
            RecordSecret record) {
        static Someone draw(String code, Random random) {
            return new Someone(
                    code,
                    SecretPair.generate(random),
                    SecretPair.generate(random),
                    SecretPair.generate(random),
                    Identity.Hybrid.generate(random),
                    RecordSecret.generate(random));
        }

        /// The same with other record keys.
        Someone with(RecordSecret other) {
            return new Someone(code, root, node, post, recipient, other);
        }

        String postCode() {
            return code + "-MOD";
        }
    }

    /// A record under way.
    static final class Log {
        final Someone owner;
        final Origin origin;
        final int generation;
        final String path;
        final List<Leaf> leaves = new ArrayList<>();

        Log(Someone owner, Origin origin, int generation, String path) {
            this.owner = owner;
            this.origin = origin;
            this.generation = generation;
            this.path = path;
        }

        List<Hash> hashes() {
            return leaves.stream().map(Leaf::hash).toList();
        }

        Json seen(int size) {
            return Json.object()
                    .with("party", owner.code())
                    .with("origin", origin.text())
                    .with("size", size)
                    .with("root", Merkle.root(hashes().subList(0, size)))
                    .build();
        }

        Json leaf(int index) {
            return Json.object()
                    .with("origin", origin.text())
                    .with("index", index)
                    .with("leaf", hashes().get(index))
                    .build();
        }
    }

    final SortedMap<String, Bytes> files = new TreeMap<>();
    final List<String> names = new ArrayList<>();
    private final Hand hand;
    private int deposits;

    Made(Hand hand) {
        this.hand = hand;
    }

    Bytes touched(String name, Json payload) {
        names.add(name);
        Bytes right = Canonical.write(payload);
        Bytes touched = hand.touch(name, right);
        return touched.size() > MOST_SIGNED ? right : touched;
    }

    static Json.Builder version(int number, Hash... parent) {
        return Json.object()
                .with("number", number)
                .with("parent", parent.length == 0 ? null : parent[0])
                .with("issued", NOON)
                .with("effective", NOON);
    }

    /// Signs a document that is put somewhere later.
    Jws sign(String name, Json payload, Signer... signers) {
        return signed(touched(name, payload), signers);
    }

    /// What the hand makes of a document that is signed.
    Bytes sealed(String name, Jws document) {
        return hand.seal(name, document.bytes());
    }

    /// Signs a document, puts it at its path and gives its hash.
    Hash document(String path, Json payload, Signer... signers) {
        Bytes content = touched(path, payload);
        files.put(path, hand.seal(path, signed(content, signers).bytes()));
        return Hash.of(content);
    }

    /// Signing is deterministic and slow: what was signed once need not be signed again.
    static Jws signed(Bytes payload, Signer... signers) {
        String by = Stream.of(signers)
                .map(signer -> Integer.toString(System.identityHashCode(signer)))
                .collect(Collectors.joining(","));
        return SIGNED.computeIfAbsent(Hash.of(payload) + by, _ -> Jws.sign(payload, signers));
    }

    Hash form(String name, Json form) {
        Bytes content = touched(name, form);
        files.put("form/" + Hash.of(content) + ".json", content);
        return Hash.of(content);
    }

    /// Signs a statement and appends it to a record.
    void say(Log log, LeafType type, Json statement, Signer... signers) {
        String body = log.path + "body/" + log.leaves.size() + ".json";
        Bytes payload = touched(body, statement);
        Bytes jws = hand.seal(body, signed(payload, signers).bytes());
        Bytes salt = Hash.of(Bytes.ofUtf8(body)).bytes();
        log.leaves.add(new Leaf(type, Hash.of(payload), Envelope.commitment(salt, jws)));
        String text = new String(jws.toArray(), StandardCharsets.UTF_8);
        files.put(body, Bytes.ofUtf8("{\"jws\":" + text + ",\"salt\":\"" + salt.base64Url() + "\"}"));
    }

    /// Appends leaves without content.
    void pad(Log log, int count) {
        for (int i = 0; i < count; i++) {
            Hash drawn = Hash.of(Bytes.ofUtf8(log.path + log.leaves.size()));
            log.leaves.add(new Leaf(LeafType.RECEIPT, drawn, drawn));
        }
    }

    /// Writes tiles, checkpoint and keys of a record and gives its entry in the index.
    Json close(Log log) {
        LeafHashes tree = new LeafHashes(log.hashes());
        long size = log.leaves.size();
        for (TilePath.Hashes tile : Tiles.hashTiles(size)) {
            files.put(
                    log.path + tile.path(), Tiles.write(Tiles.of(tree).tile(tile.level(), tile.index(), tile.width())));
        }
        for (TilePath.Entries bundle : Tiles.entryBundles(size)) {
            int from = Math.toIntExact(bundle.index() * Tiles.WIDTH);
            List<Bytes> entries = log.leaves.subList(from, from + bundle.width()).stream()
                    .map(Leaf::bytes)
                    .toList();
            files.put(log.path + bundle.path(), EntryBundle.write(entries));
        }
        IndexRanges bodies = IndexRanges.EMPTY;
        for (long index = 0; index < size; index++) {
            bodies = files.containsKey(log.path + "body/" + index + ".json") ? bodies.with(index) : bodies;
        }
        Hash root = Merkle.root(log.hashes());
        Bytes checkpoint = new CheckpointSigner(log.origin, log.owner.record())
                .sign(new Checkpoint(log.origin, size, root), NOON)
                .bytes();
        files.put(log.path + "checkpoint", hand.seal(log.path + "checkpoint", checkpoint));
        files.put(
                log.path + "vkey",
                Bytes.ofUtf8(VerifierKey.ofRecord(log.origin, log.owner.record().keys()).stream()
                        .map(key -> key.text() + "\n")
                        .collect(Collectors.joining())));
        return Json.object()
                .with("path", log.path)
                .with("party", log.owner.code())
                .with("origin", log.origin.text())
                .with("generation", log.generation)
                .with("size", size)
                .with("root", root)
                .with("bodies", bodies.toJson())
                .with("envelopes", IndexRanges.EMPTY.toJson())
                .build();
    }

    /// A witness or mailbox, and when it signs.
    record Signing(Someone witness, Instant at) {}

    /// Puts a record's checkpoint of now as witnesses sign it.
    void witnessed(Log log, Signing... signings) {
        witnessed(log, log.path + "witnessed/" + log.leaves.size(), signings);
    }

    /// Puts it as they sign it last.
    void witnessedLast(Log log, Signing... signings) {
        witnessed(log, log.path + "witnessed/last", signings);
    }

    private void witnessed(Log log, String path, Signing... signings) {
        Checkpoint checkpoint = new Checkpoint(log.origin, log.leaves.size(), Merkle.root(log.hashes()));
        files.put(path, hand.seal(path, cosigned(checkpoint, log.owner, signings)));
    }

    /// Puts what a mailbox signs that it keeps for a party.
    ///
    /// @param manifest of the mailbox
    /// @param charter the first version's hash
    void deposit(Log log, Signing mailbox, Hash manifest, Hash charter, Someone addressee, List<Integer> leaves) {
        Json receipt = Json.object()
                .with("type", "deposit")
                .with("mode", "exercise")
                .with("charter", charter)
                .with("mailbox", mailbox.witness.code())
                .with("manifest", manifest)
                .with("from", log.owner.code())
                .with("for", addressee.code())
                .with("at", mailbox.at)
                .with("origin", log.origin.text())
                .with("leaves", Json.list(leaves, index -> kept(log, index)))
                .build();
        String name = "deposit " + ++deposits;
        Bytes signed = hand.seal(
                name, signed(touched(name, receipt), mailbox.witness.node()).bytes());
        files.put(log.path + "deposit/" + Hash.of(signed) + ".json", signed);
    }

    private static Json kept(Log log, int index) {
        return Json.object()
                .with("index", index)
                .with("leaf", log.hashes().get(index))
                .build();
    }

    /// A checkpoint with its owner's lines and those of witnesses.
    static Bytes cosigned(Checkpoint checkpoint, Someone owner, Signing... signings) {
        List<SignatureLine> lines = new ArrayList<>();
        for (Signing signing : signings) {
            KeyName name = new KeyName("firebreak/witness/" + signing.witness.code());
            lines.addAll(new Cosigner(name, signing.witness.record()).sign(checkpoint, signing.at));
        }
        return new CheckpointSigner(checkpoint.origin(), owner.record())
                .sign(checkpoint, NOON)
                .with(lines)
                .bytes();
    }

    /// Writes the index of all that is here.
    void index(Json.Builder scope, Json... records) {
        Json.Builder hashes = Json.object();
        files.forEach((path, content) -> {
            if (!path.contains("tile/") && !path.contains("body/")) {
                hashes.with(path, Hash.of(content));
            }
        });
        Json.Obj index = scope.with("format", "firebreak-export/1")
                .with("files", hashes.build())
                .with("records", Json.list(Arrays.asList(records), record -> record))
                .build();
        files.put("export.json", summed(touched("export.json", index)));
    }

    /// Puts the hash of a file into the index where one stands, as an exporter would who has changed it.
    static void listAgain(Map<String, Bytes> files, String path) {
        list(files, path, (listed, content) -> listed.replace(path, Json.of(Hash.of(content))));
    }

    /// Puts a file there and into the index, as an exporter would.
    static void put(Map<String, Bytes> files, String path, Bytes content) {
        files.put(path, content);
        list(files, path, (listed, written) -> listed.put(path, Json.of(Hash.of(written))));
    }

    /// Takes a file away that an exporter would not have listed.
    static void remove(Map<String, Bytes> files, String path) {
        list(files, path, (listed, _) -> listed.remove(path));
        files.remove(path);
    }

    private static void list(Map<String, Bytes> files, String path, BiConsumer<Map<String, Json>, Bytes> change) {
        try {
            Bytes index = java.util.Objects.requireNonNull(files.get("export.json"));
            if (Canonical.read("index", index, 1 << 24) instanceof Json.Obj(Map<String, Json> members)
                    && members.get("files") instanceof Json.Obj(Map<String, Json> listed)) {
                Map<String, Json> hashes = new TreeMap<>(listed);
                change.accept(hashes, java.util.Objects.requireNonNull(files.get(path)));
                Map<String, Json> all = new TreeMap<>(members);
                all.put("files", new Json.Obj(hashes));
                files.put("export.json", summed(Canonical.write(new Json.Obj(all))));
            }
        } catch (firebreak.encoding.FormatException noIndexAnyMore) {
            // stays as it is
        }
    }

    /// With the right sum, so that what the index says is looked at.
    static Bytes summed(Bytes index) {
        try {
            if (Canonical.readLoose("index", index, 1 << 24) instanceof Json.Obj(Map<String, Json> members)) {
                Map<String, Json> all = new TreeMap<>(members);
                all.remove("sum");
                all.put("sum", Json.of(Canonical.hash(new Json.Obj(all))));
                return Canonical.write(new Json.Obj(all));
            }
        } catch (firebreak.encoding.FormatException noJsonAnyMore) {
            // goes out as it is
        }
        return index;
    }
}
