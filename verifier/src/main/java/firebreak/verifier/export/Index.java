package firebreak.verifier.export;

import firebreak.verifier.paper.Names;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// `export.json`: what is here. It proves nothing; all of it is compared with the other files.
record Index(
        String mode,
        Optional<Hash> charter,
        Hash channel,
        String label,
        String party,
        SortedMap<String, Hash> files,
        List<Entry> records) {
    static final String PATH = "export.json";
    static final String PLACE = "index";
    static final int MOST_BYTES = 64 << 20;

    static Index read(Bytes content) throws Malformed {
        Json json = Canonical.read(PLACE, content, MOST_BYTES);
        Members members = Members.of(PLACE, json);
        members.expect("format", "firebreak-export/1");
        Index index = new Index(
                members.need("mode", Names::mode),
                members.may("charter", Members::hash),
                members.hash("channel"),
                members.text("label"),
                members.need("party", Names::party),
                members.need("files", Index::hashes),
                members.list("records", 1, Integer.MAX_VALUE, Entry::read));
        Hash sum = members.hash("sum");
        members.end();
        if (!(json instanceof Json.Obj all && Canonical.hash(all.without("sum")).equals(sum))) {
            throw new Malformed(PLACE, "expected as 'sum' the SHA-256 of all other members");
        }
        Members.once(PLACE, index.records.stream().map(Entry::path).toList());
        Members.once(PLACE, index.records.stream().map(Entry::origin).toList());
        if (index.records.stream().noneMatch(record -> record.path().isEmpty())) {
            throw new Malformed(PLACE, "expected the exporter's own record");
        }
        return index;
    }

    private static SortedMap<String, Hash> hashes(String place, Json value) throws Malformed {
        if (!(value instanceof Json.Obj(SortedMap<String, Json> members))) {
            throw new Malformed(place, "expected an object");
        }
        SortedMap<String, Hash> hashes = new TreeMap<>();
        for (var member : members.entrySet()) {
            hashes.put(member.getKey(), Members.hash(place, member.getValue()));
        }
        return hashes;
    }

    /// The charter's fingerprint, or of a back channel its own.
    Hash fingerprint() {
        return charter.orElse(channel);
    }

    /// The files of one kind, by the folder they lie in.
    List<String> under(String folder) {
        return files.keySet().stream().filter(path -> path.startsWith(folder)).toList();
    }
}
